package dev.pagestream.blobstore;

/// The store cannot be reached or refuses for now. Nothing is wrong with the blob: the stage waits
/// and tries again.
public final class BlobStoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BlobStoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
