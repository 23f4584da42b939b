package dev.pagestream.assembler.join;

import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.PartFailure;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What one record says about a document. Immutable.
sealed interface Fact {
  /// Something a stage found out, which may belong to a replay.
  sealed interface Finding extends Fact {
    PartId part();
  }

  record Accepted(DocumentAccepted accepted) implements Finding {
    @Override
    public PartId part() {
      return new PartId.Document();
    }
  }

  /// @param origin set by the splitter, which alone refuses documents
  record Refused(PartFailure failure, @Nullable DocumentOrigin origin) implements Finding {
    @Override
    public PartId part() {
      return new PartId.Document();
    }
  }

  /// A page or a fingerprint succeeded or failed; never waiting.
  ///
  /// @param fingerprints of an analysed page: what must now be answered
  record Settled(PartId part, PartState state, List<String> fingerprints) implements Finding {
    public Settled {
      fingerprints = List.copyOf(fingerprints);
    }

    Settled(PartId part, PartState state) {
      this(part, state, List.of());
    }
  }

  record Cancel() implements Fact {}

  /// @param parts what to wait for again; without any, only the finished document is made again
  /// @param deadlineMillis by when
  /// @param digest of replay id and parts, to know the same order when it comes twice
  record Reopen(String replay, List<PartId> parts, OptionalLong deadlineMillis, String digest)
      implements Fact {
    public Reopen {
      parts = List.copyOf(parts);
    }
  }
}
