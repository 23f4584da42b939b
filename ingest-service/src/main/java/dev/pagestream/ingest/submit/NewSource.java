package dev.pagestream.ingest.submit;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A source as it was handed in.
public sealed interface NewSource {
  /// File name as the client gave it.
  String name();

  /// Uploaded bytes; the submission closes the file.
  record Bytes(String name, SpooledFile file) implements NewSource {}

  /// To be fetched by the splitter.
  ///
  /// @param sealedHeaders request headers, sealed
  record Url(String name, URI url, Optional<ByteBuffer> sealedHeaders) implements NewSource {}
}
