package dev.pagestream.ingest.options;

import java.util.List;

/// A request that is answered with 422. Part of the conversation with the client, so it has no
/// stack trace.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Refusal refusal;

  /// The two shapes of a 422 body.
  public sealed interface Refusal {
    /// Wrong types or values: `{"detail":[...]}`.
    record Schema(List<FieldError> errors) implements Refusal {
      public Schema {
        errors = List.copyOf(errors);
      }
    }

    /// Well formed, but not allowed here: `{"detail":"..."}`.
    record Policy(String detail) implements Refusal {}
  }

  private RefusedException(Refusal refusal) {
    super(refusal.toString(), null, false, false);
    this.refusal = refusal;
  }

  public static RefusedException schema(List<FieldError> errors) {
    return new RefusedException(new Refusal.Schema(errors));
  }

  public static RefusedException schema(String type, List<Object> loc, String msg) {
    return schema(List.of(new FieldError(type, loc, msg)));
  }

  public static RefusedException policy(String detail) {
    return new RefusedException(new Refusal.Policy(detail));
  }

  public Refusal refusal() {
    return refusal;
  }
}
