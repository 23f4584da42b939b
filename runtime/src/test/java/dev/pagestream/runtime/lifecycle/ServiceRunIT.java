package dev.pagestream.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.telemetry.ServiceMeters;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ServiceRunIT {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final AdminConfig ADMIN = new AdminConfig("127.0.0.1", 0);

  private final ServiceMeters meters = ServiceMeters.create("test");
  private final FakeService service = new FakeService();

  @AfterEach
  void closeMeters() {
    meters.close();
  }

  @Test
  void endsWithOneWhenTheServiceEndsByItself() throws InterruptedException {
    ServiceRun run = start(ADMIN, () -> service, LIMIT);

    service.die();

    assertThat(run.await()).isEqualTo(1);
    assertThat(service.timesClosed()).isEqualTo(1);
  }

  @Test
  void endsWithZeroOnceClosedAndClosesTheServiceOnce() throws Exception {
    ServiceRun run = start(ADMIN, () -> service, LIMIT);
    CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> awaitUnchecked(run));

    run.close();
    run.close();

    assertThat(exit.get(10, TimeUnit.SECONDS)).isZero();
    assertThat(service.timesClosed()).isEqualTo(1);
  }

  @Test
  void leavesAServiceBehindThatDoesNotClose() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    ServiceRun run = start(ADMIN, () -> stubborn(never), Duration.ofMillis(50));

    run.close();

    assertThat(run.await()).isZero();
    never.countDown();
  }

  @Test
  void freesTheAdminPortWhenTheServiceDoesNotStart() throws IOException {
    int port = freePort();
    AdminConfig admin = new AdminConfig("127.0.0.1", port);

    try (ServiceRun first = new ServiceRun("test", admin, meters.registry(), LIMIT)) {
      assertThatThrownBy(() -> first.launch(ServiceRunIT::failToStart)).hasMessage("no broker");
    }

    ServiceRun second = start(admin, () -> service, LIMIT);
    assertThat(second.adminPort()).isEqualTo(port);
    second.close();
  }

  @Test
  void closesAServiceThatStartsAfterTheRunWasClosed() {
    ServiceRun run = new ServiceRun("test", ADMIN, meters.registry(), LIMIT);
    run.close();

    run.launch(() -> service);

    assertThat(service.timesClosed()).isEqualTo(1);
  }

  private ServiceRun start(AdminConfig admin, Supplier<Service> factory, Duration stopLimit) {
    ServiceRun run = new ServiceRun("test", admin, meters.registry(), stopLimit);
    run.launch(factory);
    return run;
  }

  private static Service failToStart() {
    throw new IllegalStateException("no broker");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static int awaitUnchecked(ServiceRun run) {
    try {
      return run.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Service stubborn(CountDownLatch never) {
    return new Service() {
      @Override
      public Optional<String> notReady() {
        return Optional.empty();
      }

      @Override
      public void awaitTermination() throws InterruptedException {
        never.await();
      }

      @Override
      public void close() {
        try {
          never.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }
}
