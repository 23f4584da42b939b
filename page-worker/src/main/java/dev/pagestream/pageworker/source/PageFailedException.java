package dev.pagestream.pageworker.source;

import dev.pagestream.document.FailureCode;
import org.jspecify.annotations.Nullable;

/// A page cannot be analysed, and trying again would not help.
public final class PageFailedException extends Exception {
  private static final long serialVersionUID = 1;
  private final FailureCode code;
  private final String sentence;

  /// @param sentence for the one who handed the document in
  public PageFailedException(FailureCode code, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.code = code;
    this.sentence = sentence;
  }

  public PageFailedException(FailureCode code, String sentence) {
    this(code, sentence, null);
  }

  public FailureCode code() {
    return code;
  }

  public String sentence() {
    return sentence;
  }

  /// There is no page of this number.
  public static PageFailedException noSuchPage(int page, int pageCount) {
    return new PageFailedException(
        FailureCode.PAGE_UNREADABLE,
        "There is no page " + page + ": the document has " + pageCount + " pages.");
  }
}
