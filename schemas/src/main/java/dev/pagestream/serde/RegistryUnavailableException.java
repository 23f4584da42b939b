package dev.pagestream.serde;

import org.apache.kafka.common.errors.RetriableException;

/// The schema registry did not answer, answered 408, 429 or 5xx, or refused our credentials.
/// Nothing is wrong with the record.
public final class RegistryUnavailableException extends RetriableException {
  private static final long serialVersionUID = 1;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public RegistryUnavailableException(String message) {
    super(message);
  }
}
