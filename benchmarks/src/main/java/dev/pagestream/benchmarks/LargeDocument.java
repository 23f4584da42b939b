package dev.pagestream.benchmarks;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.Answer;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.Hashes;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.page.Box;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import dev.pagestream.document.page.PageObject;
import dev.pagestream.document.page.TextKind;
import dev.pagestream.schema.AnalyzedPicture;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionOutcome;
import dev.pagestream.schema.VisionResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A document of many pages as the assembler gets it: events, and blobs that they name. Each page
/// has a heading, twelve paragraphs, a running header and two pictures with captions, about 3,600
/// characters; no two pages are alike.
final class LargeDocument {
  private static final int PICTURES = 2;
  private static final int PARAGRAPHS = 12;
  private static final int SENTENCES = 4;
  private static final double WIDTH_PT = 595;
  private static final double HEIGHT_PT = 842;

  private final DocumentOrigin origin;
  private final int pages;

  LargeDocument(String name, int pages) {
    this.pages = pages;
    this.origin =
        DocumentOrigin.newBuilder()
            .setDocumentId(name + "-0")
            .setTaskId(name)
            .setTaskDocuments(1)
            .setName(name + ".pdf")
            .setSubmittedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .build();
  }

  String documentId() {
    return origin.getDocumentId();
  }

  DocumentAccepted accepted(Instant deadline, List<String> formats) {
    return DocumentAccepted.newBuilder()
        .setOrigin(origin)
        .setFormat("pdf")
        .setMediaType("application/pdf")
        .setSourceKey(BlobNames.source(documentId(), Hashes.sha256("source")))
        .setSourceSha256(Hashes.sha256("source"))
        .setSourceBytes(1000)
        .setPageCount(pages)
        .setFirstPage(1)
        .setLastPage(pages)
        .setAcceptedAt(origin.getSubmittedAt())
        .setDeadline(deadline)
        .setOptions(
            ConversionOptions.newBuilder()
                .setToFormats(formats)
                .setPictureDescription(
                    PictureDescription.newBuilder()
                        .setLane("adhoc")
                        .setUrl("http://vlm/v1")
                        .setPrompt("Describe.")
                        .build())
                .build())
        .build();
  }

  /// Stores the blobs of all pages and hands over their events, each page's one after the other.
  void make(BlobStore blobs, Consumer<PageAnalyzed> pageEvents, Consumer<VisionResult> results) {
    for (int page = 1; page <= pages; page++) {
      PageObject.Encoded object = PageObject.encode(content(page), List.of());
      String key = BlobNames.page(documentId(), page, object.sha256());
      blobs.put(key, object.bytes());
      List<AnalyzedPicture> pictures = new ArrayList<>();
      for (int picture = 0; picture < PICTURES; picture++) {
        pictures.add(new AnalyzedPicture(picture, fingerprint(page, picture), null, List.of()));
      }
      pageEvents.accept(new PageAnalyzed(documentId(), page, key, pictures, null));
      for (int picture = 0; picture < PICTURES; picture++) {
        results.accept(answered(blobs, page, picture));
      }
    }
  }

  private VisionResult answered(BlobStore blobs, int page, int picture) {
    String fingerprint = fingerprint(page, picture);
    Answer answer =
        new Answer(
            fingerprint,
            sentence(page, 90 + picture).repeat(3).strip(),
            "fake-vision",
            "http://vlm/v1",
            Optional.of("stop"),
            Optional.of(800L),
            Optional.of(60L),
            900,
            1,
            Instant.now(),
            Optional.of(Purpose.DESCRIBE_PICTURE),
            List.of());
    blobs.put(BlobNames.answer(fingerprint), answer.toJson());
    return VisionResult.newBuilder()
        .setDocumentId(documentId())
        .setFingerprint(fingerprint)
        .setPage(page)
        .setPicture(picture)
        .setOutcome(VisionOutcome.DESCRIBED)
        .setAnswerKey(BlobNames.answer(fingerprint))
        .setAttempts(1)
        .build();
  }

  private String fingerprint(int page, int picture) {
    return Hashes.sha256(documentId() + " " + page + " " + picture);
  }

  private PageContent content(int page) {
    List<PageBlock> blocks = new ArrayList<>();
    blocks.add(text(TextKind.PAGE_HEADER, "Annual survey of the valley", 20, 9, 0));
    blocks.add(text(TextKind.HEADING, "Section " + page + " of the survey", 60, 16, 1));
    for (int i = 0; i < PARAGRAPHS; i++) {
      StringBuilder paragraph = new StringBuilder();
      for (int sentence = 0; sentence < SENTENCES; sentence++) {
        paragraph.append(sentence(page, SENTENCES * i + sentence));
      }
      blocks.add(text(TextKind.PARAGRAPH, paragraph.toString().strip(), 90 + 40 * i, 10, 0));
    }
    for (int picture = 0; picture < PICTURES; picture++) {
      blocks.add(
          text(
              TextKind.CAPTION,
              "Figure " + page + "." + picture + ": " + sentence(page, 80 + picture).strip(),
              620 + 90 * picture,
              9,
              0));
      blocks.add(
          new PageBlock.Picture(
              picture,
              new Box(72, 630 + 90 * picture, 520, 690 + 90 * picture),
              Optional.of(blocks.size() - 1),
              Optional.empty(),
              Optional.of(fingerprint(page, picture)),
              Optional.empty(),
              List.of(new PageBlock.ClassScore("line_chart", 0.8))));
    }
    return new PageContent(page, WIDTH_PT, HEIGHT_PT, blocks);
  }

  private static PageBlock.Text text(
      TextKind kind, String words, double top, double sizePt, int level) {
    return new PageBlock.Text(kind, words, new Box(72, top, 520, top + 30), level, sizePt, "");
  }

  private static String sentence(int page, int number) {
    return "Gauge %d of reach %d stood at %d.%02d m above the mark of the old mill. "
        .formatted(number, page, page % 7, (page * 31 + number * 17) % 100);
  }
}
