package dev.pagestream.testkit;

import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.lifecycle.Service;
import dev.pagestream.runtime.lifecycle.ServiceMain;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A service that does nothing, as a process.
final class SampleMain {
  /// @param dies whether it ends by itself at once
  record Config(@Default("false") boolean dies, AdminConfig admin) {}

  private SampleMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "sample", Config.class, Config::admin, (config, _) -> new Idle(config.dies()), args);
  }

  private static final class Idle implements Service {
    private final CountDownLatch ended;

    Idle(boolean dies) {
      ended = new CountDownLatch(dies ? 0 : 1);
    }

    @Override
    public Optional<String> notReady() {
      return Optional.empty();
    }

    @Override
    public void awaitTermination() throws InterruptedException {
      ended.await();
    }

    @Override
    public void close() {
      System.out.println("drained");
      ended.countDown();
    }
  }
}
