package dev.pagestream.ingest.source;

import dev.pagestream.document.FailureCode;

/// A source that cannot become a document. Expected, so it has no stack trace; the splitter turns
/// it into an outcome.
public final class SourceRefusedException extends Exception {
  private static final long serialVersionUID = 1;
  private final FailureCode code;
  private final boolean passing;

  /// @param sentence for the client: what is wrong and what to do
  public SourceRefusedException(FailureCode code, String sentence) {
    this(code, sentence, false);
  }

  /// @param passing whether it may be otherwise in a moment
  SourceRefusedException(FailureCode code, String sentence, boolean passing) {
    super(sentence, null, false, false);
    this.code = code;
    this.passing = passing;
  }

  public FailureCode code() {
    return code;
  }

  /// Whether it may be otherwise in a moment: a server that is down, slow or busy.
  public boolean passing() {
    return passing;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
