package dev.pagestream.assembler.join;

import dev.pagestream.assembler.streams.StateBytes;
import dev.pagestream.assembler.streams.StateEvents;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.PartFailure;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// Parts and early findings as bytes.
final class PartFormat {
  private static final int WAITING = 0;
  private static final int ANALYZED = 1;
  private static final int DESCRIBED = 2;
  private static final int SKIPPED = 3;
  private static final int FAILED = 4;

  private static final int ACCEPTED = 0;
  private static final int REFUSED = 1;
  private static final int SETTLED = 2;

  private PartFormat() {}

  static byte[] part(Part part) {
    return StateBytes.write(out -> {
      out.writeBoolean(part.wanted());
      out.writeUTF(part.replay());
      writeState(out, part.state());
    });
  }

  static Part part(byte[] bytes) {
    return StateBytes.read(bytes, in -> new Part(in.readBoolean(), in.readUTF(), readState(in)));
  }

  static byte[] finding(Fact.Finding finding) {
    return StateBytes.write(out -> {
      switch (finding) {
        case Fact.Accepted(DocumentAccepted accepted) -> {
          out.writeByte(ACCEPTED);
          StateEvents.ACCEPTED.write(out, accepted);
        }
        case Fact.Refused refused -> {
          out.writeByte(REFUSED);
          writeRefused(out, refused);
        }
        case Fact.Settled settled -> {
          out.writeByte(SETTLED);
          writeState(out, settled.state());
          StateBytes.writeTexts(out, settled.fingerprints());
        }
      }
    });
  }

  /// @param id under which it was kept
  static Fact.Finding finding(PartId id, byte[] bytes) {
    return StateBytes.read(
        bytes,
        in -> {
          int tag = in.readByte();
          return switch (tag) {
            case ACCEPTED -> new Fact.Accepted(StateEvents.ACCEPTED.read(in));
            case REFUSED -> readRefused(in);
            case SETTLED -> new Fact.Settled(id, readState(in), StateBytes.readTexts(in));
            default -> throw new IllegalStateException("state names a finding " + tag);
          };
        });
  }

  private static void writeState(DataOutputStream out, PartState state) throws IOException {
    switch (state) {
      case PartState.Waiting _ -> out.writeByte(WAITING);
      case PartState.Analyzed(String pageKey) -> {
        out.writeByte(ANALYZED);
        out.writeUTF(pageKey);
      }
      case PartState.Described(String answerKey, int attempts, boolean reused) -> {
        out.writeByte(DESCRIBED);
        out.writeUTF(answerKey);
        out.writeInt(attempts);
        out.writeBoolean(reused);
      }
      case PartState.Skipped(String reason) -> {
        out.writeByte(SKIPPED);
        out.writeUTF(reason);
      }
      case PartState.Failed(PartFailure failure) -> {
        out.writeByte(FAILED);
        StateEvents.FAILURE.write(out, failure);
      }
    }
  }

  private static PartState readState(DataInputStream in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case WAITING -> new PartState.Waiting();
      case ANALYZED -> new PartState.Analyzed(in.readUTF());
      case DESCRIBED -> new PartState.Described(in.readUTF(), in.readInt(), in.readBoolean());
      case SKIPPED -> new PartState.Skipped(in.readUTF());
      case FAILED -> new PartState.Failed(StateEvents.FAILURE.read(in));
      default -> throw new IllegalStateException("state names a part state " + tag);
    };
  }

  private static void writeRefused(DataOutputStream out, Fact.Refused refused) throws IOException {
    StateEvents.FAILURE.write(out, refused.failure());
    out.writeBoolean(refused.origin() != null);
    if (refused.origin() != null) {
      StateEvents.ORIGIN.write(out, refused.origin());
    }
  }

  private static Fact.Refused readRefused(DataInputStream in) throws IOException {
    PartFailure failure = StateEvents.FAILURE.read(in);
    return new Fact.Refused(failure, in.readBoolean() ? StateEvents.ORIGIN.read(in) : null);
  }
}
