package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.failure;
import static dev.pagestream.document.SamplePages.heading;
import static dev.pagestream.document.SamplePages.item;
import static dev.pagestream.document.SamplePages.page;
import static dev.pagestream.document.SamplePages.picture;
import static dev.pagestream.document.SamplePages.request;
import static dev.pagestream.document.SamplePages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.SamplePages;
import dev.pagestream.document.docling.CellTable;
import dev.pagestream.document.docling.ContentLayer;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.GroupItem;
import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.docling.Origin;
import dev.pagestream.document.docling.PageItem;
import dev.pagestream.document.docling.PagestreamNotes;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.Provenance;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.document.docling.Size;
import dev.pagestream.document.docling.TextItem;
import dev.pagestream.document.docling.TextLabel;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.TextKind;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentAssemblerTest {
  @Test
  void namesTheDocumentAndItsSourceAsDoclingDoes() {
    DoclingDocument document = assembled(page(1, text(TextKind.PARAGRAPH, "Hello.")));

    assertThat(document.name()).isEqualTo("report.v2");
    assertThat(document.origin())
        .contains(
            new Origin("application/pdf", new BigInteger("0123456789abcdef", 16), "report.v2.pdf"));
    assertThat(document.pages()).containsEntry(1, new PageItem(new Size(612, 792), 1));
  }

  @Test
  void aDocumentThatWasNeverOpenedHasNoOrigin() {
    AssemblyRequest refused =
        new AssemblyRequest("x.pdf", "", "", 0, request(ImageExportMode.PLACEHOLDER).options());

    AssembledDocument result =
        DocumentAssembler.assemble(
            refused,
            List.of(),
            _ -> Optional.empty(),
            Optional.of(failure(FailureCode.SOURCE_ENCRYPTED)),
            false);

    assertThat(result.document().origin()).isEmpty();
    assertThat(result.outcome()).isEqualTo(DocumentOutcome.FAILURE);
    assertThat(result.errors())
        .containsExactly(
            new ErrorItem(
                "user_input",
                "vlm-worker",
                "It went wrong: SOURCE_ENCRYPTED.",
                "backend_failure",
                Optional.empty(),
                "SOURCE_ENCRYPTED"));
  }

  @Test
  void turnsBoxesUpsideDown() {
    DoclingDocument document =
        assembled(page(1, text(TextKind.PARAGRAPH, "Zoë 📈", new Box(72, 100, 300.12345, 250))));

    assertThat(document.texts().getFirst().prov())
        .containsExactly(
            new Provenance(
                1, new Provenance.BoundingBox(72, 692, 300.123, 542, "BOTTOMLEFT"), List.of(0, 5)));
  }

  @Test
  void gathersNeighbouringListItemsInOneGroup() {
    DoclingDocument document =
        assembled(
            page(
                1,
                item("•", "one"),
                item("•", "two"),
                text(TextKind.PARAGRAPH, "Between."),
                item("1.", "first")));

    assertThat(document.groups())
        .extracting(GroupItem::children)
        .containsExactly(List.of(Ref.text(0), Ref.text(1)), List.of(Ref.text(3)));
    assertThat(document.body().children()).containsExactly(Ref.group(0), Ref.text(2), Ref.group(1));
    assertThat(document.texts())
        .extracting(TextItem::orig, TextItem::marker, TextItem::enumerated)
        .contains(
            tuple("• one", Optional.of("•"), Optional.of(false)),
            tuple("1. first", Optional.of("1."), Optional.of(true)));
  }

  @Test
  void whatTheSourceSaysOfAPictureStandsAmongTheNotes() {
    PageBlock.Picture plain = SamplePages.picture(0, "f");
    PageBlock.Picture picture =
        new PageBlock.Picture(
            0,
            plain.box(),
            Optional.empty(),
            plain.crop(),
            plain.fingerprint(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of("A map of the valley"),
            List.of(new Box(72, 92, 180, 292), new Box(190, 92, 300, 292)));

    DoclingDocument document =
        SamplePages.assembled(Map.of("f", SamplePages.described("f", "A map.")), page(1, picture))
            .document();

    assertThat(document.pagestream().orElseThrow().sources())
        .containsExactly(
            new PagestreamNotes.Source(
                "#/pictures/0",
                Optional.of("A map of the valley"),
                List.of(
                    new Provenance.BoundingBox(72, 700, 180, 500, "BOTTOMLEFT"),
                    new Provenance.BoundingBox(190, 700, 300, 500, "BOTTOMLEFT"))));
  }

  @Test
  void whatHasNoPlaceHasNoProvenance() {
    DoclingDocument document =
        assembled(
            new PageResult.Analyzed(
                new PageContent(
                    1,
                    0,
                    0,
                    List.of(
                        text(TextKind.PARAGRAPH, "Words.", Box.NOWHERE),
                        PageBlock.Table.of(
                            List.of(List.of("a", "b"), List.of("c")), 1, Box.NOWHERE))),
                _ -> SamplePages.PIXELS));

    assertThat(document.pages()).isEmpty();
    assertThat(document.texts().getFirst().prov()).isEmpty();
    assertThat(document.tables().getFirst().prov()).isEmpty();
    assertThat(document.tables().getFirst().data().grid())
        .extracting(row -> row.stream().map(CellTable.TableCell::text).toList())
        .containsExactly(List.of("a", "b"), List.of("c", ""));
  }

  @Test
  void listsInItemsAreChildrenOfTheirItems() {
    DoclingDocument document =
        assembled(page(1, item("1.", "one"), SamplePages.item("-", "inner", 1), item("2.", "two")));

    assertThat(document.groups())
        .extracting(GroupItem::children)
        .containsExactly(List.of(Ref.text(0), Ref.text(2)), List.of(Ref.text(1)));
    assertThat(document.texts().getFirst().children()).containsExactly(Ref.group(1));
    assertThat(document.body().children()).containsExactly(Ref.group(0));
  }

  @Test
  void aFooterDoesNotEndAList() {
    DoclingDocument document =
        assembled(page(1, item("-", "one"), text(TextKind.PAGE_FOOTER, "7"), item("-", "two")));

    assertThat(document.groups()).hasSize(1);
    assertThat(document.texts().get(1).contentLayer()).isEqualTo(ContentLayer.FURNITURE);
  }

  @Test
  void hangsACaptionUnderItsPicture() {
    DoclingDocument document =
        assembled(
            page(
                1,
                text(TextKind.CAPTION, "Figure 1: Bars"),
                picture(0, "f", Optional.of(0)),
                text(TextKind.PARAGRAPH, "After.")));

    PictureItem picture = document.pictures().getFirst();
    TextItem caption = document.texts().getFirst();
    assertThat(picture.captions()).containsExactly(Ref.text(0)).isEqualTo(picture.children());
    assertThat(caption.label()).isEqualTo(TextLabel.CAPTION);
    assertThat(caption.parent()).contains(Ref.picture(0));
    assertThat(document.body().children()).containsExactly(Ref.picture(0), Ref.text(1));
  }

  @Test
  void aCaptionBelongsToOnePictureOnlyAndAnImpossibleOneToNone() {
    DoclingDocument document =
        assembled(
            page(
                1,
                picture(0, "f", Optional.of(3)),
                picture(1, "g", Optional.of(3)),
                picture(2, "h", Optional.of(99)),
                text(TextKind.CAPTION, "Figures 1 and 2"),
                picture(3, "i", Optional.of(0))));

    assertThat(document.pictures())
        .extracting(picture -> picture.captions().size())
        .containsExactly(1, 0, 0, 0);
    assertThat(document.texts()).hasSize(1);
  }

  @Test
  void leavesPixelsOutWhenTheyAreNotExported() {
    assertThat(imageOf(ImageExportMode.PLACEHOLDER, true)).isEmpty();
    assertThat(imageOf(ImageExportMode.EMBEDDED, false)).isEmpty();
  }

  @Test
  void embedsPixelsWithTheirResolution() {
    assertThat(imageOf(ImageExportMode.EMBEDDED, true))
        .contains(
            new ImageRef(
                "image/png",
                144,
                new Size(456, 400),
                "data:image/png;base64,bm90IHJlYWxseSBhIFBORw=="));
  }

  @Test
  void refersToFilesThatItNames() {
    AssembledDocument result =
        assemble(request(ImageExportMode.REFERENCED), page(4, picture(0, "f")));

    String path = result.document().pictures().getFirst().image().orElseThrow().uri();
    assertThat(path).matches("artifacts/image_000000_[0-9a-f]{64}\\.png");
    assertThat(result.artifacts())
        .extracting(Artifact::path, Artifact::page)
        .containsExactly(tuple(path, 4));
  }

  @Test
  void readsAPagesCropsBeforeItAsksForTheNextPage() {
    StringBuilder log = new StringBuilder();
    Iterable<PageResult> pages =
        () ->
            List.of(1, 2).stream()
                .map(number -> {
                  log.append("page ").append(number).append(' ');
                  PageResult.Analyzed page =
                      (PageResult.Analyzed) page(number, picture(0, "f" + number));
                  return (PageResult)
                      new PageResult.Analyzed(
                          page.content(),
                          _ -> {
                            log.append("crop ").append(number).append(' ');
                            return SamplePages.PIXELS;
                          });
                })
                .iterator();

    DocumentAssembler.assemble(
        request(ImageExportMode.EMBEDDED), pages, _ -> Optional.empty(), Optional.empty(), false);

    assertThat(log.toString()).isEqualTo("page 1 crop 1 page 2 crop 2 ");
  }

  @Test
  void keepsTheNumbersOfPagesAfterAFailedOne() {
    DoclingDocument document =
        assembled(
            page(1, heading("One", 14)),
            new PageResult.Failed(2, failure(FailureCode.PAGE_UNREADABLE)),
            page(3, heading("Three", 14)));

    assertThat(document.pages()).containsOnlyKeys(1, 3);
    assertThat(document.texts().get(1).prov().getFirst().pageNo()).isEqualTo(3);
  }

  private static Optional<ImageRef> imageOf(ImageExportMode mode, boolean includeImages) {
    AssemblyOptions options = new AssemblyOptions(mode, includeImages, true, false, "");
    return assemble(request(options), page(1, picture(0, "f")))
        .document()
        .pictures()
        .getFirst()
        .image();
  }

  private static DoclingDocument assembled(PageResult... pages) {
    return assemble(request(ImageExportMode.PLACEHOLDER), pages).document();
  }

  private static AssembledDocument assemble(AssemblyRequest request, PageResult... pages) {
    return DocumentAssembler.assemble(
        request, List.of(pages), _ -> Optional.empty(), Optional.empty(), false);
  }
}
