package dev.pagestream.vlm.endpoint;

/// One server of an endpoint. Immutable.
///
/// @param name for logs and metrics, unique in its endpoint: no credentials, no query
/// @param url where its calls go
public record Replica(String name, String url) {
  /// Without the address, which may carry a key.
  @Override
  public String toString() {
    return "Replica[" + name + "]";
  }
}
