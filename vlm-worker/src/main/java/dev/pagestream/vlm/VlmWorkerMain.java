package dev.pagestream.vlm;

import dev.pagestream.runtime.lifecycle.ServiceMain;

/// Runs the vlm-worker as a process of its own.
public final class VlmWorkerMain {
  private VlmWorkerMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "vlm-worker",
        VlmWorkerConfig.class,
        VlmWorkerConfig::admin,
        VlmWorkerService::create,
        args);
  }
}
