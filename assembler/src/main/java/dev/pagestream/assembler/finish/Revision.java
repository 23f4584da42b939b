package dev.pagestream.assembler.finish;

import dev.pagestream.schema.DocumentFinished;
import java.util.List;

/// A finished revision as it goes onto topics. Immutable.
///
/// @param chunks encoded records of `documents.chunks`, in order; none when they are not asked for
record Revision(DocumentFinished finished, List<byte[]> chunks) {
  Revision {
    chunks = List.copyOf(chunks);
  }
}
