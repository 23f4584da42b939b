package dev.pagestream.pageworker.model;

/// How a line is set on the displayed page.
public enum Writing {
  /// From left to right or from right to left.
  ACROSS,

  /// Turned by a quarter, as the label of an axis.
  TURNED,

  /// Upright signs below each other, as Chinese and Japanese are written: the next line stands on
  /// the left.
  COLUMN
}
