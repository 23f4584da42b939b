package dev.pagestream.pageworker.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.pageworker.written.Written;
import dev.pagestream.pageworker.written.WrittenSource;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownDocumentIT {
  @TempDir Path directory;

  @Test
  void readsHeadingsParagraphsListsAndCode() throws Exception {
    assertThat(
            blocks(
                """
                ---
                title: settings of a generator
                ---
                # The *title*

                Some **bold** words
                with `code` and a [link](https://example.com).

                ## Section

                - One
                  1. Inner
                  2. Second
                - Two

                  continued

                > Quoted words.

                ```java
                int a = 1;
                  int b;
                ```
                """))
        .containsExactly(
            "TITLE The title",
            "PARAGRAPH Some bold words with code and a link.",
            "HEADING 1 Section",
            "LIST_ITEM 0 - One",
            "LIST_ITEM 1 1. Inner",
            "LIST_ITEM 1 2. Second",
            "LIST_ITEM 0 - Two continued",
            "PARAGRAPH Quoted words.",
            "CODE int a = 1;\n  int b;");
  }

  @Test
  void readsTablesAndTheirCaption() throws Exception {
    assertThat(
            blocks(
                """
                Table 1: Rain

                | Place | Rain |
                |---|---:|
                | North | **1** |
                | South | |
                """))
        .containsExactly(
            "CAPTION Table 1: Rain",
            "TABLE [Place* | Rain*] [North | 1] [South | ] ^Table 1: Rain");
  }

  @Test
  void readsPicturesWithTheirTitleAsCaption() throws Exception {
    assertThat(
            blocks(
                """
                ![A *flag*](flag.png "Our flag")

                ![Rain](rain.png)

                Figure 3: Rain by month

                <img src="x.png" alt="By HTML">
                """))
        .containsExactly(
            "PICTURE (A flag) ^Our flag",
            "CAPTION Our flag",
            "PICTURE (Rain) ^Figure 3: Rain by month",
            "CAPTION Figure 3: Rain by month",
            "PICTURE (By HTML)");
  }

  @Test
  void readsTextsOfOlderCharsets() throws Exception {
    assertThat(blocks("Grüße – heute".getBytes(Charset.forName("windows-1252"))))
        .containsExactly("PARAGRAPH Grüße – heute");
    assertThat(blocks("\ufeffGrüße".getBytes(StandardCharsets.UTF_16BE)))
        .containsExactly("PARAGRAPH Grüße");
  }

  @Test
  void survivesTenThousandLevels() throws Exception {
    List<String> deep =
        List.of(
            ">".repeat(10_000) + " deep",
            "- ".repeat(10_000) + "deep",
            "[".repeat(10_000) + "deep" + "](a)".repeat(10_000),
            "*".repeat(10_000) + "deep" + "*".repeat(10_000),
            "![".repeat(10_000) + "deep" + "](a)".repeat(10_000));
    for (String markdown : deep) {
      assertThat(blocks(markdown)).anySatisfy(block -> assertThat(block).contains("deep"));
    }
  }

  private List<String> blocks(String markdown) throws Exception {
    return blocks(markdown.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> blocks(byte[] markdown) throws Exception {
    Path file = Files.write(directory.resolve("text.md"), markdown);
    try (WrittenSource source = new WrittenSource(new MarkdownDocument(file), PageLimits.DEFAULT)) {
      return Written.blocks(Written.page(source, 1));
    }
  }
}
