package dev.pagestream.assembler.join;

import dev.pagestream.assembler.streams.StateBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What is known of a document as a whole; small, because it is written with every record. Mutable,
/// confined to the processing of one record: read from the store, changed by the rules, written
/// back.
///
/// Texts are empty and times 0 where there is nothing to say. Times are milliseconds since the
/// epoch.
final class DocumentHeader {
  private static final int REMEMBERED_REPLAYS = 64;
  private static final int REMEMBERED_ORDERS = 256;

  /// Whether the current revision is still waited for.
  boolean open = true;

  /// The current revision when open, else the last one; from 1.
  int revision = 1;

  /// Whether the current revision covers all pages; otherwise only the reopened parts, over
  /// [#basePartsKey].
  boolean whole = true;

  /// The replay under which the document itself, and pages nobody named, are waited for; empty on
  /// the first way.
  String documentReplay = "";

  /// The replay that opened the current revision or was last to change it.
  String replayId = "";

  String basePartsKey = "";
  String lastPartsKey = "";

  boolean originKnown;
  boolean accepted;
  boolean refused;
  boolean cancelled;
  int firstPage;
  int lastPage;

  /// Parts that are waited for by name.
  int waiting;

  /// Settled pages of a whole revision.
  int settledPages;

  long deadlineMillis;

  /// The latest deadline a reopen gave to the current revision.
  long reopenDeadlineMillis;

  /// Until when early findings of replays are kept.
  long earlyUntilMillis;

  long closedAtMillis;

  /// The entry of this document in the store of timers.
  long timerMillis;

  String traceparent = "";

  /// Replays in the order they were ordered.
  List<String> replays = new ArrayList<>();

  /// Digests of the reopen orders followed.
  List<String> orders = new ArrayList<>();

  static DocumentHeader beginning(long deadlineMillis, String traceparent) {
    DocumentHeader header = new DocumentHeader();
    header.deadlineMillis = deadlineMillis;
    header.traceparent = traceparent;
    return header;
  }

  int pages() {
    return lastPage - firstPage + 1;
  }

  boolean hasPage(int number) {
    return !accepted || (number >= firstPage && number <= lastPage);
  }

  /// The deadline that holds.
  long effectiveDeadlineMillis() {
    return Math.max(deadlineMillis, reopenDeadlineMillis);
  }

  boolean complete() {
    return waiting == 0 && (!whole || (accepted && settledPages == pages()));
  }

  /// @return false when this order was followed before
  boolean remember(Fact.Reopen order) {
    if (orders.contains(order.digest())) {
      return false;
    }
    remember(orders, order.digest(), REMEMBERED_ORDERS);
    if (!replays.contains(order.replay())) {
      remember(replays, order.replay(), REMEMBERED_REPLAYS);
    }
    return true;
  }

  private static void remember(List<String> entries, String entry, int limit) {
    if (entries.size() == limit) {
      entries.removeFirst();
    }
    entries.add(entry);
  }

  /// Whether a part asked for by `replay` is to be waited for again although `other` asked before.
  /// A replay not ordered yet is the newest.
  boolean isNewer(String replay, String other) {
    if (replay.equals(other) || replay.isEmpty()) {
      return false;
    }
    return other.isEmpty() || rank(replay) > rank(other);
  }

  private int rank(String replay) {
    int index = replays.indexOf(replay);
    return index < 0 ? Integer.MAX_VALUE : index;
  }

  byte[] toBytes() {
    return StateBytes.write(this::writeTo);
  }

  static DocumentHeader fromBytes(byte[] bytes) {
    return StateBytes.read(bytes, DocumentHeader::readFrom);
  }

  private void writeTo(DataOutputStream out) throws IOException {
    out.writeBoolean(open);
    out.writeInt(revision);
    out.writeBoolean(whole);
    out.writeUTF(documentReplay);
    out.writeUTF(replayId);
    out.writeUTF(basePartsKey);
    out.writeUTF(lastPartsKey);
    out.writeBoolean(originKnown);
    out.writeBoolean(accepted);
    out.writeBoolean(refused);
    out.writeBoolean(cancelled);
    out.writeInt(firstPage);
    out.writeInt(lastPage);
    out.writeInt(waiting);
    out.writeInt(settledPages);
    out.writeLong(deadlineMillis);
    out.writeLong(reopenDeadlineMillis);
    out.writeLong(earlyUntilMillis);
    out.writeLong(closedAtMillis);
    out.writeLong(timerMillis);
    out.writeUTF(traceparent);
    StateBytes.writeTexts(out, replays);
    StateBytes.writeTexts(out, orders);
  }

  private static DocumentHeader readFrom(DataInputStream in) throws IOException {
    DocumentHeader header = new DocumentHeader();
    header.open = in.readBoolean();
    header.revision = in.readInt();
    header.whole = in.readBoolean();
    header.documentReplay = in.readUTF();
    header.replayId = in.readUTF();
    header.basePartsKey = in.readUTF();
    header.lastPartsKey = in.readUTF();
    header.originKnown = in.readBoolean();
    header.accepted = in.readBoolean();
    header.refused = in.readBoolean();
    header.cancelled = in.readBoolean();
    header.firstPage = in.readInt();
    header.lastPage = in.readInt();
    header.waiting = in.readInt();
    header.settledPages = in.readInt();
    header.deadlineMillis = in.readLong();
    header.reopenDeadlineMillis = in.readLong();
    header.earlyUntilMillis = in.readLong();
    header.closedAtMillis = in.readLong();
    header.timerMillis = in.readLong();
    header.traceparent = in.readUTF();
    header.replays = StateBytes.readTexts(in);
    header.orders = StateBytes.readTexts(in);
    return header;
  }
}
