package dev.pagestream.runtime.consume;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// One assigned partition, from its assignment to its loss or to an abort: the ledger of its
/// offsets, the records that wait, the calls that run. Confined to the loop thread.
final class PartitionWindow {
  /// A start mark that lets nothing start.
  static final long NO_MARK = -1;

  private final TopicPartition partition;
  private final WindowSettings settings;
  private final OffsetLedger ledger;
  private final StartQueue queue;
  private final long firstBase;
  private final HeldRecords held;
  private final Pressure pressure;
  private final Map<Long, Call> running = new HashMap<>();

  private State state = State.OPEN;
  private long startedEnd;
  private long committedMark;
  private boolean changed;

  PartitionWindow(
      TopicPartition partition, WindowSettings settings, OffsetLedger ledger, long committedMark) {
    this.partition = partition;
    this.settings = settings;
    this.ledger = ledger;
    this.queue = new StartQueue(settings.ordering());
    this.held = new HeldRecords(settings.lookAheadBytes(), settings.lookAhead());
    this.pressure = new Pressure(settings);
    this.firstBase = ledger.base();
    this.startedEnd = firstBase;
    this.committedMark = committedMark;
    this.changed =
        settings.startMarks(); // The first commit writes the mark ahead, and the deaths counted.
  }

  TopicPartition partition() {
    return partition;
  }

  /// The base this window began with.
  long firstBase() {
    return firstBase;
  }

  /// Takes a record in.
  ///
  /// @return false when the record lies below what was seen: the log was cut or made anew, this
  ///   window is void
  boolean accept(ConsumerRecord<byte[], byte[]> record) {
    if (record.offset() < ledger.next()) {
      return false;
    }
    changed |= record.offset() > ledger.next();
    int deaths = ledger.deaths(record.offset());
    if (ledger.arrive(record.offset())) {
      PendingRecord pending = PendingRecord.of(record, deaths);
      queue.add(pending);
      held.add(pending);
    } else {
      changed = true;
    }
    return true;
  }

  /// No record will come below this offset that has not come.
  void skipTo(long offset) {
    changed |= offset > ledger.next();
    ledger.skipTo(offset);
  }

  /// What is in memory; not to be changed by others.
  HeldRecords held() {
    return held;
  }

  /// Tells which records are in the way; calls may ask it on their threads.
  Pressure pressure() {
    return pressure;
  }

  /// Finds out which records are in the way.
  ///
  /// @param fetching false while no more is fetched because enough is held
  void observePressure(boolean fetching) {
    if (state == State.OPEN) {
      long nextStart =
          queue.ready().stream().findFirst().map(PendingRecord::offset).orElse(ledger.next());
      pressure.observe(ledger.base(), ledger.next(), nextStart, fetching);
    }
  }

  /// The next record that may start; below the start mark when marks are used.
  Optional<PendingRecord> startable() {
    return inReach().filter(pending -> !markMissing(pending));
  }

  /// Whether a record could start if the start mark were further up.
  boolean blockedByMark() {
    return inReach().filter(this::markMissing).isPresent();
  }

  /// The first record that has to run alone.
  Optional<PendingRecord> suspect() {
    if (state != State.OPEN || !settings.startMarks()) {
      return Optional.empty();
    }
    return queue.ready().stream().filter(p -> p.suspect() && withinLookAhead(p)).findFirst();
  }

  void started(Call call) {
    queue.take(call.pending());
    running.put(call.pending().offset(), call);
    startedEnd = Math.max(startedEnd, call.pending().offset() + 1);
  }

  /// The call has ended, whatever came of it.
  void ended(Call call) {
    running.remove(call.pending().offset());
    held.remove(call.pending());
    queue.ended(call.pending());
  }

  /// The record is settled, once this is committed.
  void finish(PendingRecord pending) {
    ledger.finish(pending.offset());
    changed = true;
  }

  /// Takes [#finish] back: it was not committed.
  void reopen(PendingRecord pending) {
    ledger.reopen(pending.offset());
  }

  /// Starts a record over whose call has ended.
  void putBack(PendingRecord pending) {
    ledger.reopen(pending.offset());
    queue.putBack(pending);
    held.add(pending);
  }

  /// The start mark to commit next: a little above what has started, so that a crash puts few
  /// innocents under suspicion, and far enough that the records to come need no commit of their
  /// own.
  long markAhead() {
    if (!settings.startMarks() || state == State.RELEASED) {
      return NO_MARK;
    }
    if (state != State.OPEN) {
      return running.isEmpty() ? NO_MARK : startedEnd;
    }
    long next = queue.ready().stream().findFirst().map(PendingRecord::offset).orElse(ledger.next());
    return Math.min(
        Math.max(startedEnd, next) + 2L * settings.window(), ledger.base() + settings.lookAhead());
  }

  boolean changed() {
    return changed;
  }

  long committedMark() {
    return committedMark;
  }

  OffsetAndMetadata progress(long mark) {
    return new OffsetAndMetadata(ledger.base(), ledger.metadata(mark).encode());
  }

  void committed(long mark) {
    changed = false;
    committedMark = mark;
  }

  /// Starts nothing more; what runs may finish.
  void leave() {
    if (state == State.OPEN) {
      state = State.LEAVING;
      pressure.end();
      running.values().forEach(Call::partitionLeaves);
    }
  }

  boolean open() {
    return state == State.OPEN;
  }

  boolean dead() {
    return state == State.DEAD;
  }

  /// The last commit clears the start mark, whatever still runs: the process lives.
  void release() {
    state = State.RELEASED;
    changed |= committedMark != NO_MARK;
  }

  /// Results are of no use from now on.
  void die() {
    state = State.DEAD;
    pressure.end();
    cancel();
  }

  void cancel() {
    running.values().forEach(Call::cancel);
  }

  int running() {
    return running.size();
  }

  /// Whether nothing runs or waits.
  boolean idle() {
    return held.records() == 0;
  }

  private Optional<PendingRecord> inReach() {
    if (state != State.OPEN) {
      return Optional.empty();
    }
    return queue.ready().stream().findFirst().filter(this::withinLookAhead);
  }

  private boolean withinLookAhead(PendingRecord pending) {
    return pending.offset() - ledger.base() < settings.lookAhead();
  }

  private boolean markMissing(PendingRecord pending) {
    return settings.startMarks() && pending.runsHandler() && pending.offset() >= committedMark;
  }

  private enum State {
    OPEN,
    LEAVING,
    RELEASED,
    DEAD
  }
}
