package dev.pagestream.document;

/// Every way a part of a document can fail. Bounded: a metric tag, a dead-letter field, the API's
/// `code`.
///
/// Categories and components are docling's (`docling_core` FailureCategory, DoclingComponentType).
public enum FailureCode {
  SOURCE_EMPTY(Component.USER_INPUT, Category.BACKEND_FAILURE),
  SOURCE_ENCRYPTED(Component.USER_INPUT, Category.BACKEND_FAILURE),
  SOURCE_UNREADABLE(Component.DOCUMENT_BACKEND, Category.BACKEND_FAILURE),
  SOURCE_UNSUPPORTED(Component.USER_INPUT, Category.POLICY),
  SOURCE_MISMATCH(Component.USER_INPUT, Category.POLICY),
  SOURCE_TOO_LARGE(Component.USER_INPUT, Category.POLICY),
  SOURCE_TOO_MANY_PAGES(Component.USER_INPUT, Category.POLICY),
  SOURCE_UNREACHABLE(Component.USER_INPUT, Category.SOURCE_UNAVAILABLE),
  SOURCE_FORBIDDEN(Component.USER_INPUT, Category.POLICY),
  PAGE_RANGE_EMPTY(Component.USER_INPUT, Category.POLICY),
  PAGE_UNREADABLE(Component.DOCUMENT_BACKEND, Category.BACKEND_FAILURE),
  PAGE_TIMEOUT(Component.DOCUMENT_BACKEND, Category.TIMEOUT),
  PROCESS_KILLED(Component.DOCUMENT_BACKEND, Category.BACKEND_FAILURE),
  PICTURE_REJECTED(Component.MODEL, Category.INFERENCE_FAILURE),
  REQUEST_REJECTED(Component.MODEL, Category.INFERENCE_FAILURE),
  ANSWER_EMPTY(Component.MODEL, Category.INFERENCE_FAILURE),
  ANSWER_TRUNCATED(Component.MODEL, Category.INFERENCE_FAILURE),
  ANSWER_UNREADABLE(Component.MODEL, Category.INFERENCE_FAILURE),
  ANSWER_UNFIT(Component.MODEL, Category.INFERENCE_FAILURE),
  CONTENT_FILTERED(Component.MODEL, Category.INFERENCE_FAILURE),
  MODEL_FAILED(Component.MODEL, Category.INFERENCE_FAILURE),
  MODEL_TIMEOUT(Component.MODEL, Category.TIMEOUT),
  DEADLINE_EXCEEDED(Component.PIPELINE, Category.TIMEOUT),
  CANCELLED(Component.PIPELINE, Category.UNKNOWN),
  RECORD_UNREADABLE(Component.PIPELINE, Category.INTERNAL),
  BUDGET_EXCEEDED(Component.PIPELINE, Category.POLICY),
  RESULT_TOO_LARGE(Component.PIPELINE, Category.CAPACITY),
  INTERNAL(Component.PIPELINE, Category.INTERNAL);

  private final Component component;
  private final Category category;

  FailureCode(Component component, Category category) {
    this.component = component;
    this.category = category;
  }

  public Component component() {
    return component;
  }

  public Category category() {
    return category;
  }

  /// The code of this name, [#INTERNAL] for one this version does not know.
  public static FailureCode parse(String name) {
    for (FailureCode code : values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return INTERNAL;
  }

  /// docling's `component_type`.
  public enum Component {
    DOCUMENT_BACKEND("document_backend"),
    MODEL("model"),
    DOC_ASSEMBLER("doc_assembler"),
    USER_INPUT("user_input"),
    PIPELINE("pipeline");

    private final String wireName;

    Component(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }

  /// docling's `FailureCategory`.
  public enum Category {
    POLICY("policy"),
    CAPACITY("capacity"),
    SOURCE_UNAVAILABLE("source_unavailable"),
    TARGET_UNAVAILABLE("target_unavailable"),
    TIMEOUT("timeout"),
    INTERNAL("internal"),
    BACKEND_FAILURE("backend_failure"),
    INFERENCE_FAILURE("inference_failure"),
    UNKNOWN("unknown");

    private final String wireName;

    Category(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }
  }
}
