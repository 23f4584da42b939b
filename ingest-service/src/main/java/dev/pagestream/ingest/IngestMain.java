package dev.pagestream.ingest;

import dev.pagestream.runtime.lifecycle.Service;
import dev.pagestream.runtime.lifecycle.ServiceMain;
import io.micrometer.core.instrument.MeterRegistry;

/// Starts the ingest service as a process of its own.
public final class IngestMain {
  private static final String REMOTE_SERVICES = "DOCLING_SERVE_ENABLE_REMOTE_SERVICES";
  private static final String CUSTOM_CONFIG =
      "DOCLING_SERVE_ALLOW_CUSTOM_PICTURE_DESCRIPTION_CONFIG";

  private IngestMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "ingest-service", IngestConfig.class, IngestConfig::admin, IngestMain::create, args);
  }

  /// docling-serve's own switches count too, so that a deployment moves over as it is.
  private static Service create(IngestConfig config, MeterRegistry meters) {
    IngestConfig switched = config.withSwitches(isOn(REMOTE_SERVICES), isOn(CUSTOM_CONFIG));
    return IngestService.create(switched, meters);
  }

  private static boolean isOn(String variable) {
    return Boolean.parseBoolean(System.getenv(variable));
  }
}
