package dev.pagestream.assembler.finish;

import dev.pagestream.assembler.Events;
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
import dev.pagestream.schema.PageAnalyzed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes what page workers and vlm-workers store.
public final class StoredDocument {
  static final byte[] CROP = "a crop".getBytes(StandardCharsets.UTF_8);

  private final BlobStore blobs;
  private final Events events;

  public StoredDocument(BlobStore blobs, Events events) {
    this.blobs = blobs;
    this.events = events;
  }

  /// Stores a page with one paragraph and these pictures, and returns the event about it.
  public PageAnalyzed page(int number, String... pictures) {
    List<PageBlock> blocks = new ArrayList<>();
    Box box = new Box(50, 50, 500, 100);
    blocks.add(
        new PageBlock.Text(TextKind.PARAGRAPH, "Text of page " + number + ".", box, 0, 10, ""));
    List<byte[]> crops = new ArrayList<>();
    List<AnalyzedPicture> found = new ArrayList<>();
    for (String picture : pictures) {
      int index = found.size();
      PageBlock.Crop crop =
          new PageBlock.Crop(
              (long) index * CROP.length, CROP.length, "image/png", 100, 80, Hashes.sha256(CROP));
      Box place = new Box(50, 150 + 100 * index, 300, 240 + 100 * index);
      String fingerprint = Events.fingerprint(picture);
      blocks.add(
          new PageBlock.Picture(
              index,
              place,
              Optional.empty(),
              Optional.of(crop),
              Optional.of(fingerprint),
              Optional.empty(),
              List.of()));
      crops.add(CROP);
      found.add(new AnalyzedPicture(index, fingerprint, null, List.of()));
    }
    PageObject.Encoded encoded =
        PageObject.encode(new PageContent(number, 595, 842, blocks), crops);
    String key = BlobNames.page(events.documentId(), number, encoded.sha256());
    blobs.put(key, encoded.bytes());
    return new PageAnalyzed(events.documentId(), number, key, found, null);
  }

  /// Stores a page of one paragraph that a model converts, and one picture about which a table is
  /// asked too; returns the event about it.
  public PageAnalyzed convertedPage(int number, String conversion, String picture, String table) {
    Box box = new Box(50, 50, 500, 100);
    PageBlock.Crop crop =
        new PageBlock.Crop(0, CROP.length, "image/png", 100, 80, Hashes.sha256(CROP));
    PageContent content =
        new PageContent(
            number,
            595,
            842,
            List.of(
                new PageBlock.Text(
                    TextKind.PARAGRAPH, "Text of page " + number + ".", box, 0, 10, ""),
                new PageBlock.Picture(
                    0,
                    new Box(50, 150, 300, 240),
                    Optional.empty(),
                    Optional.of(crop),
                    Optional.of(Events.fingerprint(picture)),
                    Optional.empty(),
                    List.of(),
                    List.of(
                        new PageBlock.Question(Purpose.CHART_TABLE, Events.fingerprint(table))))),
            Optional.of(
                new PageContent.Conversion(Events.fingerprint(conversion), "markdown", crop)));
    PageObject.Encoded encoded = PageObject.encode(content, List.of(CROP));
    String key = BlobNames.page(events.documentId(), number, encoded.sha256());
    blobs.put(key, encoded.bytes());
    AnalyzedPicture found =
        new AnalyzedPicture(
            0, Events.fingerprint(picture), null, List.of(Events.fingerprint(table)));
    return new PageAnalyzed(
        events.documentId(), number, key, List.of(found), Events.fingerprint(conversion));
  }

  /// Stores the answer `A picture of <picture>.`
  public void answer(String picture) {
    answer(picture, Optional.empty(), "A picture of " + picture + ".");
  }

  /// Stores an answer to something else than "describe".
  public void answer(String question, Purpose purpose, String text) {
    answer(question, Optional.of(purpose), text);
  }

  private void answer(String question, Optional<Purpose> purpose, String text) {
    String fingerprint = Events.fingerprint(question);
    Answer answer =
        new Answer(
            fingerprint,
            text,
            "model",
            "http://vlm/v1",
            Optional.of("stop"),
            Optional.of(100L),
            Optional.of(10L),
            250,
            1,
            Instant.parse("2026-11-21T12:00:00Z"),
            purpose,
            List.of());
    blobs.put(BlobNames.answer(fingerprint), answer.toJson());
  }
}
