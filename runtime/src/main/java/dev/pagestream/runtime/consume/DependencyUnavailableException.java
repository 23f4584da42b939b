package dev.pagestream.runtime.consume;

/// Something the whole stage needs is away. The record is kept and tried again; no attempt is
/// burnt.
public final class DependencyUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String dependency;

  /// @param dependency bounded name for metrics and readiness: `blobstore`, `registry`
  public DependencyUnavailableException(String dependency, Throwable cause) {
    super(dependency + " is unavailable: " + cause.getMessage(), cause);
    this.dependency = dependency;
  }

  public String dependency() {
    return dependency;
  }
}
