package dev.pagestream.ingest.submit;

/// A submission cannot be made durable now. It may or may not have been stored; the client was told
/// nothing and comes again.
public final class SubmitUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SubmitUnavailableException(String message) {
    super(message);
  }

  SubmitUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
