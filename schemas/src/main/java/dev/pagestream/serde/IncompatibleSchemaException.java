package dev.pagestream.serde;

/// The registry holds an earlier schema of the subject that this one does not fit (409). Never
/// solves itself.
public final class IncompatibleSchemaException extends RegistryRefusedException {
  private static final long serialVersionUID = 1;

  IncompatibleSchemaException(int code, String message) {
    super(code, message);
  }
}
