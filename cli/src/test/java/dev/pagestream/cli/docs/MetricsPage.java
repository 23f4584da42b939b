package dev.pagestream.cli.docs;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `docs/metrics.md`, from what a running system shows under `/metrics`.
final class MetricsPage {
  private static final String INTRO =
      """
      # Metrics

      Generated from what a running system shows under `/metrics` (Prometheus) of its admin server. Names and tags are
      public API: they change only with a line in the changelog. All carry the tag `service`.

      A histogram has `_bucket`, `_count` and `_sum`; a summary only the latter two. Times are in seconds. Beside these, \
      each
      process shows the usual ones of the JVM and of itself (`jvm_memory_used_bytes`, `jvm_gc_pause_seconds`,
      `jvm_threads_live_threads`, `process_cpu_usage`, `process_files_open_files`, ...).

      | first part of the name | who has it |
      |---|---|
      | `pagestream_consumer` | each windowed consumer, told apart by the tag `group`: splitter, page-worker, each lane \
      of the vlm-worker, finisher |
      | `pagestream_ingest` | ingest-service |
      | `pagestream_page` | page-worker |
      | `pagestream_vlm` | vlm-worker |
      | `pagestream_join`, `pagestream_finisher` | assembler |

      | metric | kind | tags | meaning |
      |---|---|---|---|
      """;

  private static final Pattern HELP = Pattern.compile("# HELP (pagestream_\\S+) ?(.*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE (pagestream_\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("(pagestream_[a-z_]+)\\{([^}]*)}.*");
  private static final Pattern FORM = Pattern.compile("_(bucket|count|sum)$");
  private static final Pattern TAG = Pattern.compile("([a-z_]+)=\"");

  /// Said once for all, or part of the form.
  private static final Set<String> COMMON_TAGS = Set.of("service", "le", "quantile");

  private MetricsPage() {}

  private static final class Metric {
    private String kind = "";
    private String meaning = "";
    private final Set<String> tags = new TreeSet<>();
  }

  /// @param exposition text in Prometheus' format
  static String markdown(String exposition) {
    Map<String, Metric> metrics = new TreeMap<>();
    exposition.lines().forEach(line -> read(line, metrics));
    StringBuilder page = new StringBuilder(INTRO);
    metrics.forEach((name, metric) -> {
      if (!name.endsWith("_max")
          || !metrics.containsKey(name.substring(0, name.length() - "_max".length()))) {
        page.append(
            "| `%s` | %s | %s | %s |\n"
                .formatted(name, metric.kind, String.join(", ", metric.tags), metric.meaning));
      }
    });
    return page.toString();
  }

  private static void read(String line, Map<String, Metric> metrics) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (help.matches()) {
      metric(metrics, help.group(1)).meaning = help.group(2);
    } else if (type.matches()) {
      metric(metrics, type.group(1)).kind = type.group(2);
    } else if (sample.matches()) {
      String name = sample.group(1); // What it is was said before.
      metric(metrics, metrics.containsKey(name) ? name : FORM.matcher(name).replaceFirst(""))
          .tags
          .addAll(tags(sample.group(2)));
    }
  }

  private static Metric metric(Map<String, Metric> metrics, String name) {
    return metrics.computeIfAbsent(name, _ -> new Metric());
  }

  private static Collection<String> tags(String labels) {
    Set<String> tags = new LinkedHashSet<>();
    Matcher tag = TAG.matcher(labels);
    while (tag.find()) {
      if (!COMMON_TAGS.contains(tag.group(1))) {
        tags.add(tag.group(1));
      }
    }
    return tags;
  }
}
