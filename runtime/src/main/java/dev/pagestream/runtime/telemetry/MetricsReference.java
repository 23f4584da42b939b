package dev.pagestream.runtime.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The reference page of the meters a process has registered. Generated, so that it cannot drift
/// from the code.
public final class MetricsReference {
  private MetricsReference() {}

  /// A Markdown table, sorted by name; names as Prometheus shows them.
  public static String markdown(MeterRegistry registry) {
    SortedMap<String, Meter.Id> byName = new TreeMap<>();
    for (Meter meter : registry.getMeters()) {
      byName.putIfAbsent(name(meter.getId(), registry), meter.getId());
    }
    StringBuilder page =
        new StringBuilder("| metric | kind | tags | meaning |\n|---|---|---|---|\n");
    byName.forEach((name, id) -> page.append(row(name, id)));
    return page.toString();
  }

  /// Prometheus appends the suffix of counters only when it is asked for them.
  private static String name(Meter.Id id, MeterRegistry registry) {
    String name = id.getConventionName(registry.config().namingConvention());
    return id.getType() == Meter.Type.COUNTER && !name.endsWith("_total") ? name + "_total" : name;
  }

  private static String row(String name, Meter.Id id) {
    String tags = id.getTags().stream().map(Tag::getKey).collect(Collectors.joining(", "));
    String kind = id.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String meaning = Objects.requireNonNullElse(id.getDescription(), "");
    return "| `%s` | %s | %s | %s |\n".formatted(name, kind, tags, meaning.replace("|", "\\|"));
  }
}
