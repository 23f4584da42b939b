package dev.pagestream.document.pageanswer;

/// Text that is being collected; knows without looking at it again whether it has a word. Confined
/// to one reading.
final class Words {
  private final StringBuilder text = new StringBuilder();
  private boolean blank = true;

  void append(String more) {
    text.append(more);
    blank = blank && more.isBlank();
  }

  boolean isBlank() {
    return blank;
  }

  /// All of it; then there is none.
  String take() {
    String taken = text.toString();
    text.setLength(0);
    blank = true;
    return taken;
  }
}
