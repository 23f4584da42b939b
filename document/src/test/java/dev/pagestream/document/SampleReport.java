package dev.pagestream.document;

import static dev.pagestream.document.SamplePages.described;
import static dev.pagestream.document.SamplePages.failure;
import static dev.pagestream.document.SamplePages.heading;
import static dev.pagestream.document.SamplePages.item;
import static dev.pagestream.document.SamplePages.page;
import static dev.pagestream.document.SamplePages.picture;
import static dev.pagestream.document.SamplePages.request;
import static dev.pagestream.document.SamplePages.skippedPicture;
import static dev.pagestream.document.SamplePages.text;

import dev.pagestream.document.assembly.AssembledDocument;
import dev.pagestream.document.assembly.DocumentAssembler;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.assembly.PageResult;
import dev.pagestream.document.assembly.PictureResult;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.TextKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A document with everything in it that a document can have: the golden files' subject.
public final class SampleReport {
  private static final Box TOP = new Box(72, 30, 540, 42);

  private static final List<PageResult> PAGES =
      List.of(
          page(
              1,
              text(TextKind.PARAGRAPH, "Annual report 2024", TOP),
              heading("Growth & <risk>", 24),
              heading("Results_2024", 16),
              text(TextKind.PARAGRAPH, "Revenue was *up* in quarter_4, see Figure 1."),
              picture(0, "chart", Optional.of(5)),
              text(TextKind.CAPTION, "Figure 1: Revenue by quarter_2024."),
              item("•", "first point"),
              item("•", "second <point>")),
          page(
              2,
              text(TextKind.PARAGRAPH, "Annual report 2024", TOP),
              heading("Details", 12),
              item("1.", "one"),
              item("2)", "two"),
              item("", "three"),
              picture(0, "refused"),
              skippedPicture(1, SkipReason.BELOW_AREA_THRESHOLD, "0.1 % of the page"),
              classified(2, "map")),
          page(4, text(TextKind.PARAGRAPH, "The end.")));

  private static final Map<String, PictureResult> RESULTS =
      Map.of(
          "chart", described("chart", "# A bar chart\n\n- four bars <rising>\n- one_label"),
          "map", new PictureResult.Skipped("class_filtered", "geographical_map 0.80"),
          "refused", new PictureResult.Failed(failure(FailureCode.PICTURE_REJECTED)));

  private SampleReport() {}

  public static DoclingDocument document(ImageExportMode mode) {
    AssembledDocument assembled =
        DocumentAssembler.assemble(
            request(mode),
            PAGES,
            fingerprint -> Optional.ofNullable(RESULTS.get(fingerprint)),
            Optional.empty(),
            false);
    return assembled.document();
  }

  private static PageBlock.Picture classified(int index, String fingerprint) {
    PageBlock.Picture plain = picture(index, fingerprint);
    return new PageBlock.Picture(
        index,
        plain.box(),
        plain.caption(),
        plain.crop(),
        plain.fingerprint(),
        plain.skipped(),
        List.of(
            new PageBlock.ClassScore("geographical_map", 0.8),
            new PageBlock.ClassScore("bar_chart", 0.1)));
  }
}
