package dev.pagestream.pageworker.pdf;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.pdfbox.cos.COSName;

/// Whether the pass is inside content marked `/Artifact`, at any depth.
final class ArtifactDepth {
  private final Deque<Boolean> sequences = new ArrayDeque<>();
  private int artifacts;

  void begin(COSName tag) {
    boolean artifact = COSName.ARTIFACT.equals(tag);
    sequences.push(artifact);
    artifacts += artifact ? 1 : 0;
  }

  void end() {
    if (!sequences.isEmpty() && sequences.pop()) {
      artifacts--;
    }
  }

  boolean inside() {
    return artifacts > 0;
  }
}
