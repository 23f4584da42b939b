package dev.pagestream.pageworker.mutant;

import java.io.IOException;

/// A bad PDF. Its bytes are made when they are asked for: many of them would not fit into memory.
public record Mutant(String name, Maker maker) {
  /// Makes the bytes.
  @FunctionalInterface
  public interface Maker {
    byte[] make() throws IOException;
  }

  public byte[] bytes() throws IOException {
    return maker.make();
  }
}
