package dev.pagestream.runtime.lifecycle;

import dev.pagestream.runtime.admin.AdminServer;
import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.telemetry.LogKeys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of one service with its admin server, from start to end. The admin server is up first
/// and goes last, so that starting and stopping can be seen. Thread-safe.
final class ServiceRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceRun.class);

  private final String name;
  private final Duration stopLimit;
  private final AdminServer admin;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable Service service;
  private volatile boolean failed;

  /// Starts the admin server; the service is not there yet.
  ///
  /// @param stopLimit how long [#close] waits for the service
  ServiceRun(String name, AdminConfig config, PrometheusMeterRegistry meters, Duration stopLimit) {
    this.name = name;
    this.stopLimit = stopLimit;
    try {
      this.admin = AdminServer.start(config, meters, new View());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "admin server cannot listen on " + config.host() + ":" + config.port(), e);
    }
  }

  /// Starts the service. When the run is closed meanwhile, the service is closed as soon as it is
  /// there.
  void launch(Supplier<Service> factory) {
    Service started = factory.get();
    service = started;
    if (stopping.get()) {
      started.close();
      return;
    }
    Thread.ofPlatform().daemon().name(name + "-watch").start(() -> watch(started));
    LOG.atInfo()
        .addKeyValue(LogKeys.SERVICE, name)
        .addKeyValue(LogKeys.ADDRESS, admin.address())
        .log("ready");
  }

  private void watch(Service started) {
    try {
      started.awaitTermination();
      failed = !stopping.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  int adminPort() {
    return admin.port();
  }

  /// Waits for the end of the service.
  ///
  /// @return exit code: 0 when it was closed, 1 when it ended by itself
  int await() throws InterruptedException {
    ended.await();
    if (failed) {
      LOG.atError().addKeyValue(LogKeys.SERVICE, name).log("service ended after a fatal error");
      close();
      return ServiceMain.EXIT_FAILED;
    }
    closed.await();
    return ServiceMain.EXIT_OK;
  }

  /// Closes the service, waiting no longer than the limit, then the admin server. Later calls wait
  /// for the first.
  @Override
  public void close() {
    if (!stopping.compareAndSet(false, true)) {
      awaitClosed();
      return;
    }
    LOG.atInfo().addKeyValue(LogKeys.SERVICE, name).log("stopping");
    Thread closer = Thread.ofPlatform().daemon().name(name + "-close").start(this::closeService);
    try {
      if (!closer.join(stopLimit)) {
        LOG.atWarn()
            .addKeyValue(LogKeys.SERVICE, name)
            .log("service did not close in time, left behind");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      admin.close();
      ended.countDown();
      closed.countDown();
      LOG.atInfo().addKeyValue(LogKeys.SERVICE, name).log("stopped");
    }
  }

  private void closeService() {
    Service started = service;
    if (started == null) {
      return;
    }
    try {
      started.close();
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue(LogKeys.SERVICE, name)
          .setCause(e)
          .log("service did not close cleanly");
    }
  }

  private void awaitClosed() {
    try {
      if (!closed.await(stopLimit.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().addKeyValue(LogKeys.SERVICE, name).log("stop still running");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The service as the admin server sees it, also before it is there.
  private final class View implements Service {
    @Override
    public Optional<String> notReady() {
      Service started = service;
      if (stopping.get()) {
        return Optional.of("stopping");
      }
      return started == null ? Optional.of("starting") : started.notReady();
    }

    @Override
    public void awaitTermination() throws InterruptedException {
      ended.await();
    }

    @Override
    public void close() {
      // The run closes the service; the admin server only looks.
    }
  }
}
