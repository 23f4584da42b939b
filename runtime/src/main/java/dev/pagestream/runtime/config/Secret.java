package dev.pagestream.runtime.config;

/// A value that is never printed. `toString` masks it.
public record Secret(String value) {
  @Override
  public String toString() {
    return value.isEmpty() ? "" : "********";
  }
}
