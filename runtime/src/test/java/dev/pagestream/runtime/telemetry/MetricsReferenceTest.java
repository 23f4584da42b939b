package dev.pagestream.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import org.junit.jupiter.api.Test;

final class MetricsReferenceTest {
  @Test
  void listsEachMeterOnceUnderTheNamePrometheusShows() {
    try (ServiceMeters meters = ServiceMeters.create("test")) {
      for (String code : new String[] {"A", "B"}) {
        Counter.builder("pipeline.calls")
            .description("Calls a|b.")
            .tag("code", code)
            .register(meters.registry());
      }

      String page = MetricsReference.markdown(meters.registry());

      assertThat(page.lines().filter(line -> line.contains("pipeline")))
          .containsExactly("| `pipeline_calls_total` | counter | code, service | Calls a\\|b. |");
      assertThat(page).contains("jvm_memory_used_bytes");
    }
  }
}
