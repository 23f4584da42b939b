package dev.pagestream.vlm.budget;

/// The task a document belongs to.
final class TaskIds {
  private TaskIds() {}

  /// A document is named after its task and its place in it, `task-0`; any other name is its own.
  static String of(String documentId) {
    int dash = documentId.lastIndexOf('-');
    boolean numbered =
        dash > 0
            && dash < documentId.length() - 1
            && documentId.substring(dash + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    return numbered ? documentId.substring(0, dash) : documentId;
  }
}
