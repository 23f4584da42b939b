package dev.pagestream.document;

/// Why a picture was not described although nothing failed.
public enum SkipReason {
  /// The request did not ask for descriptions.
  NOT_REQUESTED("not_requested"),
  /// Smaller than the area threshold, as a share of the page.
  BELOW_AREA_THRESHOLD("below_area_threshold"),
  /// Its class is denied, or not among the allowed ones.
  CLASS_FILTERED("class_filtered"),
  /// A background that covers the page.
  PAGE_BACKGROUND("page_background"),
  /// The source has no image of it that could be shown to a model.
  NO_IMAGE("no_image"),
  /// The tenant or the task has spent its budget of calls or tokens.
  BUDGET_EXCEEDED("budget_exceeded");

  private final String code;

  SkipReason(String code) {
    this.code = code;
  }

  /// As on topics and in documents.
  public String code() {
    return code;
  }
}
