package dev.pagestream.blobstore;

/// There is no blob under this key.
public final class BlobNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BlobNotFoundException(String key) {
    super("no blob under key " + key);
  }
}
