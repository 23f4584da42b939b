package dev.pagestream.assembler.finish;

import dev.pagestream.blobstore.BlobNotFoundException;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStoreUnavailableException;
import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.assembly.Artifact;
import dev.pagestream.document.assembly.PageResult;
import dev.pagestream.document.assembly.PartFailure;
import dev.pagestream.document.assembly.PartsList;
import dev.pagestream.document.assembly.PictureResult;
import dev.pagestream.document.page.PageObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads the parts of one document from the blob store: one page at a time, crops only when asked
/// for, answers with a small memory because logos repeat. A blob that is gone or damaged is a
/// failure of its part. Confined to one thread.
final class StoredParts {
  private static final String STAGE = "finisher";
  private static final int REMEMBERED_ANSWERS = 256;

  private final BlobStore blobs;
  private final PartsList parts;
  private final Map<String, PictureResult> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PictureResult> eldest) {
          return size() > REMEMBERED_ANSWERS;
        }
      };

  /// Where the crops begin in the pages that were read, so that no page is read again for them.
  private final Map<Integer, Integer> cropsStarts = new HashMap<>();

  StoredParts(BlobStore blobs, PartsList parts) {
    this.blobs = blobs;
    this.parts = parts;
  }

  /// In page order, each read when it is asked for.
  Iterable<PageResult> pages() {
    return () -> {
      Iterator<Map.Entry<Integer, PartsList.Page>> entries = parts.pages().entrySet().iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return entries.hasNext();
        }

        @Override
        public PageResult next() {
          Map.Entry<Integer, PartsList.Page> entry = entries.next();
          return page(entry.getKey(), entry.getValue());
        }
      };
    };
  }

  Optional<PictureResult> answer(String fingerprint) {
    PictureResult known = remembered.get(fingerprint);
    if (known == null && parts.answers().containsKey(fingerprint)) {
      known = picture(parts.answers().get(fingerprint));
      if (!isPage(known)) {
        remembered.put(fingerprint, known);
      }
    }
    return Optional.ofNullable(known);
  }

  /// The bytes of an image that a document refers to.
  ///
  /// @param file of a page that was gone through
  byte[] crop(Artifact file) {
    PartsList.Page page = Objects.requireNonNull(parts.pages().get(file.page()));
    long start = Objects.requireNonNull(cropsStarts.get(file.page()));
    return blobs.range(
        page.pageKey().orElseThrow(), start + file.crop().offset(), file.crop().length());
  }

  /// Large, and hardly ever asked for twice.
  private static boolean isPage(PictureResult result) {
    return result instanceof PictureResult.Described(Answer answer, _, _)
        && answer.purpose().filter(Purpose.CONVERT_PAGE::equals).isPresent();
  }

  private PageResult page(int number, PartsList.Page page) {
    if (page.failure().isPresent()) {
      return new PageResult.Failed(number, page.failure().get());
    }
    String key = page.pageKey().orElseThrow();
    try (InputStream blob = blobs.open(key)) {
      PageObject object = PageObject.read(blob);
      cropsStarts.put(number, object.cropsStart());
      return new PageResult.Analyzed(
          object.content(),
          crop -> blobs.range(key, object.cropsStart() + crop.offset(), crop.length()));
    } catch (BlobNotFoundException | IllegalArgumentException e) {
      return new PageResult.Failed(number, gone("page"));
    } catch (IOException e) {
      throw new BlobStoreUnavailableException("cannot read " + key, e);
    }
  }

  private PictureResult picture(PartsList.Picture picture) {
    if (picture.failure().isPresent()) {
      return new PictureResult.Failed(picture.failure().get());
    }
    if (picture.skipReason().isPresent()) {
      return new PictureResult.Skipped(picture.skipReason().get(), "");
    }
    try {
      Answer answer = Answer.fromJson(blobs.get(picture.answerKey().orElseThrow()));
      return new PictureResult.Described(answer, picture.attempts(), picture.reused());
    } catch (BlobNotFoundException | IllegalArgumentException e) {
      return new PictureResult.Failed(gone("answer"));
    }
  }

  private static PartFailure gone(String what) {
    return new PartFailure(
        FailureCode.INTERNAL,
        "The stored " + what + " is gone or damaged. Replay it to have it made again.",
        STAGE,
        0);
  }
}
