package dev.pagestream.document;

import static dev.pagestream.document.SamplePages.failure;
import static dev.pagestream.document.SamplePages.request;

import dev.pagestream.document.assembly.AssembledDocument;
import dev.pagestream.document.assembly.DocumentAssembler;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.assembly.PageResult;
import dev.pagestream.document.assembly.PictureResult;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Documents that nobody would write, with texts that try to break out of their block.
public final class RandomDocuments {
  private static final List<String> HOSTILE =
      List.of(
          "```",
          "~~~",
          "<!--",
          "-->",
          "<script>",
          "# heading",
          "- item",
          "1. one",
          "> quote",
          "| a | b |",
          "---",
          "===",
          "![x](y)",
          "$$",
          "\\",
          "_",
          "&amp;",
          "\n\n",
          "\r\n",
          "\t",
          "\u2028",
          "\u0085",
          "\u0000",
          "\uD83D",
          "\uDCC8",
          "📈",
          "\u202E",
          "é",
          "    code",
          "plain words");

  private final Random random;

  public RandomDocuments(long seed) {
    this.random = new Random(seed);
  }

  public AssembledDocument next() {
    List<PageResult> pages = new ArrayList<>();
    int count = random.nextInt(6);
    for (int page = 1; page <= count; page++) {
      pages.add(
          random.nextInt(8) == 0
              ? new PageResult.Failed(page, failure(anyOf(FailureCode.values())))
              : page(page));
    }
    return DocumentAssembler.assemble(
        request(anyOf(ImageExportMode.values())),
        pages,
        this::result,
        Optional.empty(),
        random.nextInt(10) == 0);
  }

  private PageResult page(int number) {
    List<PageBlock> blocks = new ArrayList<>();
    int count = random.nextInt(8);
    for (int index = 0; index < count; index++) {
      blocks.add(
          switch (random.nextInt(6)) {
            case 0, 1 -> picture(index);
            case 2 -> table();
            default -> text();
          });
    }
    if (random.nextInt(4) == 0) {
      return SamplePages.convertedPage(
          number,
          "p" + random.nextInt(10),
          List.of("markdown", "doctags", "html").get(random.nextInt(3)),
          blocks.toArray(PageBlock[]::new));
    }
    return new PageResult.Analyzed(
        new PageContent(number, 612, 792, blocks), _ -> SamplePages.PIXELS);
  }

  private PageBlock table() {
    int rows = 1 + random.nextInt(4);
    int columns = 1 + random.nextInt(4);
    List<PageBlock.Cell> cells = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int column = 0;
      while (column < columns) {
        int span = 1 + random.nextInt(columns - column);
        if (random.nextInt(4) > 0) {
          cells.add(
              new PageBlock.Cell(
                  row,
                  column,
                  1,
                  span,
                  hostile(),
                  row == 0,
                  random.nextBoolean(),
                  random.nextBoolean() ? Optional.of(box()) : Optional.empty()));
        }
        column += span;
      }
    }
    return new PageBlock.Table(
        box(),
        random.nextBoolean() ? Optional.of(random.nextInt(8)) : Optional.empty(),
        rows,
        columns,
        cells);
  }

  private PageBlock text() {
    return new PageBlock.Text(
        anyOf(TextKind.values()),
        hostile(),
        box(),
        random.nextInt(9),
        random.nextInt(30),
        marker());
  }

  private PageBlock picture(int index) {
    PageBlock.Picture plain = SamplePages.picture(index, "f" + random.nextInt(10));
    boolean skipped = random.nextInt(4) == 0;
    PageBlock.Picture picture =
        new PageBlock.Picture(
            index,
            box(),
            random.nextBoolean() ? Optional.of(random.nextInt(8)) : Optional.empty(),
            random.nextBoolean() ? plain.crop() : Optional.empty(),
            skipped ? Optional.empty() : plain.fingerprint(),
            skipped
                ? Optional.of(new PageBlock.Skip(anyOf(SkipReason.values()), hostile()))
                : Optional.empty(),
            random.nextBoolean()
                ? List.of(new PageBlock.ClassScore("bar_chart", random.nextDouble()))
                : List.of(),
            List.of(),
            random.nextInt(4) == 0 ? Optional.of(hostile()) : Optional.empty(),
            random.nextInt(4) == 0 ? List.of(box(), box()) : List.of());
    int questions = random.nextInt(3);
    for (int question = 0; question < questions; question++) {
      picture = SamplePages.asked(picture, anyOf(Purpose.values()), "q" + random.nextInt(20));
    }
    return picture;
  }

  private Optional<PictureResult> result(String fingerprint) {
    return switch (random.nextInt(4)) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new PictureResult.Failed(failure(anyOf(FailureCode.values()))));
      case 2 -> Optional.of(new PictureResult.Skipped("class_filtered", hostile()));
      default ->
          Optional.of(
              new PictureResult.Described(
                  SamplePages.answer(fingerprint, anyOf(Purpose.values()), answer()),
                  random.nextInt(3),
                  random.nextBoolean()));
    };
  }

  /// In any form a model answers in, or in none.
  private String answer() {
    String text = "x" + hostile();
    return switch (random.nextInt(8)) {
      case 0 -> "```csv\nname,value\n" + text + ",1\n2\n```";
      case 1 -> "| a | b |\n|---|---|\n| " + text + " | 3 |";
      case 2 -> "{\"class\": \"bar_chart\", \"confidence\": 0.5, \"alt\": \"A bar.\"}";
      case 3 -> "Sure: {\"decorative\": true, \"text_in_image\": [\"" + text + "\"]}";
      case 4 -> "<otsl><ched>a<ched>b<nl><fcel>" + text + "<fcel>1<nl></otsl>";
      case 5 -> "<doctag><text><loc_1><loc_2><loc_3><loc_400>" + text + "</text></doctag>";
      case 6 -> "<h2>" + text + "</h2><ul><li>one<li>" + text;
      default -> text;
    };
  }

  /// Never without anything to be seen, as analysis promises.
  private String hostile() {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(4);
    for (int part = 0; part < parts; part++) {
      text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
    }
    boolean blank = text.toString().replaceAll("[\\s\\u0000\\u0085\\u2028\\u202E]", "").isEmpty();
    return blank ? text + "x" : text.toString();
  }

  private String marker() {
    return List.of("", "-", "•", "1.", "2)", "a.", "```", "\n").get(random.nextInt(8));
  }

  private Box box() {
    double top = random.nextInt(700);
    return new Box(72, top, 540, top + 1 + random.nextInt(90));
  }

  private <T> T anyOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
