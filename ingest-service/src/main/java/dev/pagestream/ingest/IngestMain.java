package dev.pagestream.ingest;

import dev.pagestream.runtime.lifecycle.Service;
import dev.pagestream.runtime.lifecycle.ServiceMain;
import io.micrometer.core.instrument.MeterRegistry;

/// Starts the ingest service as a process of its own.
public final class IngestMain {
  private static final String DOCLING_SWITCH = "DOCLING_SERVE_ENABLE_REMOTE_SERVICES";

  private IngestMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "ingest-service", IngestConfig.class, IngestConfig::admin, IngestMain::create, args);
  }

  /// docling-serve's own switch counts too, so that a deployment moves over as it is.
  private static Service create(IngestConfig config, MeterRegistry meters) {
    boolean allowed = Boolean.parseBoolean(System.getenv(DOCLING_SWITCH));
    return IngestService.create(allowed ? config.withRemoteServices() : config, meters);
  }
}
