package dev.pagestream.vlm;

import dev.pagestream.blobstore.BlobNotFoundException;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStoreUnavailableException;
import dev.pagestream.document.Answer;
import dev.pagestream.document.BlobNames;
import dev.pagestream.runtime.consume.DependencyUnavailableException;
import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.runtime.telemetry.LogKeys;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers as small blobs, `answers/<first two digits>/<fingerprint>.json`. Thread-safe.
final class BlobAnswerStore implements AnswerStore {
  private static final Logger LOG = LoggerFactory.getLogger(BlobAnswerStore.class);

  /// With the default back-off about two minutes: longer than a store takes to fail over.
  private static final int PUT_TRIES = 12;

  private final BlobStore blobs;
  private final Backoff backoff;
  private final RandomGenerator random;

  BlobAnswerStore(BlobStore blobs, Backoff backoff, RandomGenerator random) {
    this.blobs = blobs;
    this.backoff = backoff;
    this.random = random;
  }

  @Override
  public Optional<Answer> find(String fingerprint) {
    try {
      return Optional.of(Answer.fromJson(blobs.get(BlobNames.answer(fingerprint))));
    } catch (BlobNotFoundException _) {
      return Optional.empty();
    } catch (BlobStoreUnavailableException e) {
      throw new DependencyUnavailableException("blobstore", e);
    } catch (IllegalArgumentException e) {
      LOG.atWarn()
          .addKeyValue(LogKeys.FINGERPRINT, fingerprint)
          .addKeyValue(LogKeys.REASON, e.getMessage())
          .log("stored answer is unreadable and will be asked for again");
      return Optional.empty();
    }
  }

  /// It is paid for, so a store that is away is waited for a good while before it is given up. The
  /// call slot is kept meanwhile: a parked call would be cut short as soon as its partition moves,
  /// and the answer with it.
  @Override
  public void put(Answer answer) throws InterruptedException {
    byte[] json = answer.toJson();
    for (int retry = 0; ; retry++) {
      try {
        blobs.put(BlobNames.answer(answer.fingerprint()), json);
        return;
      } catch (BlobStoreUnavailableException e) {
        if (retry + 1 >= PUT_TRIES) {
          throw new DependencyUnavailableException("blobstore", e);
        }
        Thread.sleep(backoff.delay(retry, random));
      }
    }
  }
}
