package dev.pagestream.ingest;

import dev.pagestream.runtime.lifecycle.ServiceMain;

/// Starts the ingest service as a process of its own.
public final class IngestMain {
  private IngestMain() {}

  public static void main(String[] args) {
    ServiceMain.run("ingest-service", IngestConfig.class, IngestConfig::admin, IngestService::create, args);
  }
}
