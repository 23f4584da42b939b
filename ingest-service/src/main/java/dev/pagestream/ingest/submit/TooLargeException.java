package dev.pagestream.ingest.submit;

/// A source has more bytes than it may have.
public final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final long limitBytes;

  public TooLargeException(long limitBytes) {
    super("more than " + limitBytes + " bytes", null, false, false);
    this.limitBytes = limitBytes;
  }

  public long limitBytes() {
    return limitBytes;
  }
}
