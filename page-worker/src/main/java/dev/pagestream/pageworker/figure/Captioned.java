package dev.pagestream.pageworker.figure;

import dev.pagestream.pageworker.text.TextBlock;
import java.util.Optional;

/// Marks with the caption that is theirs, if any. Immutable.
record Captioned(Cluster cluster, Optional<TextBlock> caption) {
  static Captioned without(Cluster cluster) {
    return new Captioned(cluster, Optional.empty());
  }

  static Captioned with(Cluster cluster, TextBlock caption) {
    return new Captioned(cluster, Optional.of(caption));
  }
}
