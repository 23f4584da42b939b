package dev.pagestream.samples.indexer;

import java.util.List;

/// Where documents can be searched. Applying the same changes twice, or old ones after newer ones,
/// makes no difference.
@FunctionalInterface
public interface DocumentIndex {
  /// All of these, in this order, or none.
  void apply(List<Change> changes);
}
