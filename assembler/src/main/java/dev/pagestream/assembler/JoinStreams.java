package dev.pagestream.assembler;

import dev.pagestream.runtime.telemetry.LogKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running joins. A thread that fails is replaced and reads again from the last commit; only
/// what no restart of a thread can heal ends them. Thread-safe.
final class JoinStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JoinStreams.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

  /// Between a thread and the one in its place, so that a lasting fault does not spin.
  private static final Duration REPLACE_PAUSE = Duration.ofSeconds(1);

  private final KafkaStreams streams;
  private final CountDownLatch ended = new CountDownLatch(1);

  private JoinStreams(KafkaStreams streams) {
    this.streams = streams;
  }

  /// Starts; Kafka need not be up yet.
  static JoinStreams start(Topology topology, StreamsConfig config) {
    JoinStreams joins = new JoinStreams(new KafkaStreams(topology, config));
    joins.streams.setUncaughtExceptionHandler(JoinStreams::onFailure);
    joins.streams.setStateListener(joins::onChange);
    joins.streams.start();
    return joins;
  }

  /// Why the joins do not work now.
  Optional<String> notReady() {
    KafkaStreams.State state = streams.state();
    return switch (state) {
      case RUNNING -> Optional.empty();
      case CREATED, REBALANCING -> Optional.of("the joins are getting their partitions and state");
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR ->
          Optional.of("the joins have ended: " + state);
    };
  }

  /// Waits until the joins have ended, by [#close] or a fatal error.
  void awaitTermination() throws InterruptedException {
    ended.await();
  }

  /// Commits and leaves the group, so that others take over at once.
  @Override
  public void close() {
    CloseOptions options =
        CloseOptions.timeout(CLOSE_LIMIT)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(options)) {
      LOG.atWarn()
          .addKeyValue(LogKeys.ELAPSED_MS, CLOSE_LIMIT.toMillis())
          .log("joins did not close in time");
    }
    ended.countDown();
  }

  private void onChange(KafkaStreams.State state, KafkaStreams.State before) {
    LOG.atInfo().addKeyValue(LogKeys.REASON, state).log("state of the joins");
    if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
      ended.countDown();
    }
  }

  private static StreamThreadExceptionResponse onFailure(Throwable failure) {
    if (isFatal(failure)) {
      LOG.atError().setCause(failure).log("the joins failed for good");
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.atWarn().setCause(failure).log("a thread of the joins failed, it is replaced");
    LockSupport.parkNanos(REPLACE_PAUSE.toNanos());
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static boolean isFatal(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationException
          || cause instanceof AuthorizationException
          || cause instanceof UnsupportedVersionException
          || cause instanceof Error) {
        return true;
      }
    }
    return false;
  }
}
