package dev.pagestream.document.export;

import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.docling.PageItem;
import java.io.IOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// What each page of the source looks like, beside what is on it. Confined to one export.
final class SplitPages {
  private final DoclingDocument document;
  private final HtmlBody body;

  SplitPages(DoclingDocument document, HtmlBody body) {
    this.document = document;
    this.body = body;
  }

  /// A section per page.
  void write(List<Block> blocks, Appendable out) throws IOException {
    JoinedParts sections = new JoinedParts(out, "\n");
    NavigableSet<Integer> pictured = new TreeSet<>(document.pages().keySet());
    pictured.removeIf(number -> image(number).isEmpty());
    for (SourcePage page : SourcePage.of(blocks)) {
      if (page.number().isPresent()) {
        addEmpty(pictured.headSet(page.number().get(), false), sections);
      }
      sections.add(section(page));
      page.number().ifPresent(pictured::remove);
    }
    addEmpty(pictured, sections);
  }

  /// Pages of which there is nothing but the image.
  private void addEmpty(NavigableSet<Integer> numbers, JoinedParts sections) throws IOException {
    for (Integer number : numbers) {
      sections.add(section(new SourcePage(Optional.of(number), List.of())));
    }
    numbers.clear();
  }

  private String section(SourcePage page) {
    String right =
        "<div class='page'>\n" + Rendering.text(out -> body.write(page.blocks(), out)) + "\n</div>";
    return page.number()
        .map(number ->
            "<section"
                + Html.attribute("aria-labelledby", "page-" + number)
                + ">\n"
                + left(number)
                + "\n"
                + right
                + "\n</section>")
        .orElse("<section>\n" + right + "\n</section>");
  }

  private String left(int number) {
    HtmlTexts texts = body.texts();
    String label =
        "<figcaption"
            + Html.attribute("id", "page-" + number)
            + texts.english()
            + ">Page "
            + number
            + "</figcaption>";
    String image =
        image(number)
            .map(ref -> texts.image(ref, looks(number), ""))
            .orElse("<p" + texts.english() + ">no page-image found</p>");
    return "<figure class=\"page-image\">" + label + image + "</figure>";
  }

  private static AltTexts.Alt looks(int number) {
    return new AltTexts.Alt("Page " + number + " as it looks in the source", Optional.of("en"));
  }

  private Optional<ImageRef> image(int number) {
    return Optional.ofNullable(document.pages().get(number))
        .flatMap(PageItem::image)
        .filter(image -> ImageUri.of(image.uri()).isPresent());
  }
}
