package dev.pagestream.document.assembly;

import dev.pagestream.document.Unicode;

/// Which document is assembled, and how.
///
/// @param name file name as the client gave it
/// @param mediaType sniffed from the bytes; empty when the source was never opened
/// @param sourceSha256 lower-case hex; empty when the source was never opened
/// @param sourceBytes size of the source
public record AssemblyRequest(
    String name, String mediaType, String sourceSha256, long sourceBytes, AssemblyOptions options) {
  public AssemblyRequest {
    name = Unicode.wellFormed(name);
  }
}
