package dev.pagestream.pageworker;

import dev.pagestream.runtime.lifecycle.ServiceMain;

/// Starts a page worker.
public final class PageWorkerMain {
  private PageWorkerMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "page-worker",
        PageWorkerConfig.class,
        PageWorkerConfig::admin,
        PageWorkerService::create,
        args);
  }
}
