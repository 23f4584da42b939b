package dev.pagestream.pageworker;

import dev.pagestream.document.FailureCode;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.secret.SecretBox;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the passwords of PDFs that travel sealed with their pages. The only place where they
/// become readable. Thread-safe.
final class SealedPasswords {
  private final Optional<SecretBox> box;

  /// @param box empty when the operator configured no key
  SealedPasswords(Optional<SecretBox> box) {
    this.box = box;
  }

  /// @throws PageFailedException when it cannot be opened; its sentence says what to do
  Optional<Secret> open(@Nullable ByteBuffer sealed) throws PageFailedException {
    if (sealed == null) {
      return Optional.empty();
    }
    SecretBox key =
        box.orElseThrow(() ->
            new PageFailedException(
                FailureCode.SOURCE_ENCRYPTED,
                "The PDF came with a sealed password, but this page-worker has no secretsKey."
                    + " Give it the one of the ingest-service and replay."));
    byte[] bytes = new byte[sealed.remaining()];
    sealed.duplicate().get(bytes);
    try {
      return Optional.of(new Secret(new String(key.open(bytes), StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException _) {
      throw new PageFailedException(
          FailureCode.SOURCE_ENCRYPTED,
          "The sealed password of the PDF cannot be opened: secretsKey is not that of the"
              + " ingest-service. Set the same on all services and replay.");
    }
  }
}
