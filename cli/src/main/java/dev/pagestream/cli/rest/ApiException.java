package dev.pagestream.cli.rest;

import java.io.IOException;

/// The API refused a request and said why.
public final class ApiException extends IOException {
  private static final long serialVersionUID = 1;
  private final int status;

  public ApiException(int status, String detail) {
    super("the server answered " + status + ": " + detail);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
