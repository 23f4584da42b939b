package dev.pagestream.document.pageanswer;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers of models that run away.
class HugePageAnswersIT {
  private static final List<String> FORMATS = List.of("markdown", "doctags", "html");
  private static final int HUGE = 500_000;

  /// Each of them many times over, in a size that ends soon only when time grows with it and not
  /// with its square.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<otsl>",
        "<otsl><fcel>x<nl><caption>c",
        "<fcel>x",
        "<fcel>x<nl><xcel>",
        "<list_item><text> ",
        "<ordered_list><list_item>a",
        "<inline>a",
        "<picture><caption>c",
        "<code><b>",
        "<table><tr><td rowspan=99999>",
        "<td rowspan=99999><tr>",
        "<table>x",
        "<td><table>",
        "<ul><li>x",
        "<li>x<p>",
        "<img> ",
        "<div data-bbox=\"1 2 3 4\">x",
        "<figure><figcaption>x",
        "<head>",
        "<pre>x\n",
        "a <p> <h1>\n",
        "<h1>x\n\n",
        "<table>\n\n",
        "```\n",
        "```markdown\nx\n",
        "\n",
        "$$ x\n",
        "$x ",
        "\u2003> ",
        "> - a\n",
        "   - a\n",
        "| a\n|---\n",
        "|a|\n\n",
        "![a](b ",
        "a\\\n",
        "a **b `c* _d_ ",
        "&lt;",
        "<!-- "
      })
  void hugeAnswersEnd(String piece) {
    String answer = piece.repeat(HUGE / piece.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (String format : FORMATS) {
            String begin = format.equals("doctags") ? "<doctag>" : "";
            String whole = (format.equals("html") ? "<body>" : begin) + answer;
            BoundedBlocks.assertBounded(
                PageAnswers.blocks(format, whole, BoundedBlocks.PAGE), whole, piece);
          }
        });
  }
}
