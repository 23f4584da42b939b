package dev.pagestream.runtime.consume;

/// Which records of a partition may run side by side.
public enum Ordering {
  /// Any.
  UNORDERED,
  /// Records of one key run in turn, in offset order; different keys run side by side.
  BY_KEY
}
