package dev.pagestream.serde;

import org.apache.kafka.common.errors.SerializationException;

/// The registry answered and said no: unknown subject or id, invalid schema. Asking again will not
/// help.
public sealed class RegistryRefusedException extends SerializationException
    permits IncompatibleSchemaException {
  private static final long serialVersionUID = 1;

  private final int code;

  RegistryRefusedException(int code, String message) {
    super(message);
    this.code = code;
  }

  /// Confluent's error code (40403, 42201 ...), or the HTTP status when the answer had none.
  public int code() {
    return code;
  }
}
