package dev.pagestream.cli.docs;

import dev.pagestream.ingest.ProfileConfig;
import dev.pagestream.ingest.options.PageApi;
import dev.pagestream.ingest.options.PictureApi;
import dev.pagestream.ingest.options.QuestionOptions;
import dev.pagestream.ingest.profile.BuiltInProfiles;
import dev.pagestream.ingest.profile.FigureClasses;
import dev.pagestream.ingest.profile.Profile;
import dev.pagestream.ingest.profile.ProfileStep;
import dev.pagestream.runtime.config.ConfigReference;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.vlm.CallConfig;
import dev.pagestream.vlm.budget.BudgetConfig;
import dev.pagestream.vlm.dialect.Dialect;
import dev.pagestream.vlm.dialect.Dialects;
import dev.pagestream.vlm.lane.LaneConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `docs/models.md`.
final class ModelsPage {
  private static final Pattern DOCLING = Pattern.compile("\\s*\\(docling: ([^)]*)\\)");
  private static final int SHOWN_PROMPT_CHARS = 60;
  private static final String INTRO =
      """
      # Models: lanes, profiles, requests

      Generated from the code. A **lane** says where a model server is and on what terms it is called; it belongs to the
      vlm-worker. A **profile** says what is asked and how; it belongs to the ingest-service and names its lane. In local \
      mode
      both stand in one file (`pagestream serve --config FILE`):

      ```yaml
      lanes:
        gpu:
          urls: ["http://gpu-1:8000/v1", "http://gpu-2:8000/v1"]   # replicas of one model
          dialect: vllm
          apiKey: env:VLLM_KEY
          window: 16
      profiles:
        default: {lane: gpu, model: Qwen/Qwen2.5-VL-7B-Instruct, maxTokens: 300}
        alt_text: {lane: gpu, model: Qwen/Qwen2.5-VL-7B-Instruct}   # built in, given a place
      pageProfiles:
        granite_docling: {lane: gpu}
      ```

      `pagestream vlm check --config FILE` tries out every address. In a cluster `lanes` goes into the file of the
      vlm-worker, `profiles` into that of the ingest-service, and the names of the lanes under `topics.lanes` of every
      service.

      The column *docling* names the option of docling's `PictureDescriptionApiOptions` or `ApiVlmOptions` that means the
      same.

      """;

  private final StringBuilder page = new StringBuilder(INTRO);

  private ModelsPage() {}

  static String markdown() {
    ModelsPage page = new ModelsPage();
    page.fields("Lanes: `lanes.<name>` of the vlm-worker", LaneConfig.class);
    page.dialects();
    page.fields("All calls: `calls` of the vlm-worker", CallConfig.class);
    page.fields("Budgets: `budget` of the vlm-worker", BudgetConfig.class);
    page.fields(
        "Profiles: `profiles`, `chartProfiles`, `pageProfiles` of the ingest-service",
        ProfileConfig.class);
    page.profiles("Built-in profiles for pictures", BuiltInProfiles.pictures());
    page.profiles("Built-in profiles for charts", BuiltInProfiles.charts());
    page.profiles("Built-in profiles for pages", BuiltInProfiles.pages());
    page.requests();
    return page.page.toString();
  }

  private void fields(String title, Class<? extends Record> type) {
    page.append("## ").append(title).append("\n\n");
    page.append("| field | type | default | docling | meaning |\n|---|---|---|---|---|\n");
    ConfigReference.markdown(type, "")
        .lines()
        .skip(2)
        .map(row -> row.split("(?<!\\\\)\\|", -1))
        .forEach(cells ->
            page.append("|")
                .append(cells[1])
                .append("|")
                .append(cells[2])
                .append("|")
                .append(cells[3])
                .append("| ")
                .append(docling(cells[5]))
                .append(" |")
                .append(DOCLING.matcher(cells[5]).replaceAll(""))
                .append("|\n"));
    page.append('\n');
  }

  private static String docling(String meaning) {
    Matcher matcher = DOCLING.matcher(meaning);
    return matcher.find() ? matcher.group(1) : "";
  }

  private void dialects() {
    page.append("## Dialects\n\n| dialect | pictures it takes | key |\n|---|---|---|\n");
    for (String name : Dialects.names()) {
      Dialect dialect = Dialects.named(name);
      page.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  name,
                  dialect.mediaTypes().stream().sorted().collect(Collectors.joining(", ")),
                  dialect.exchangesKey() ? "exchanged for an IAM token" : keyHeader(dialect)));
    }
    page.append('\n');
  }

  private static String keyHeader(Dialect dialect) {
    return dialect.keyHeaders(new Secret("KEY")).entrySet().stream()
        .map(header -> "`" + header.getKey() + ": " + header.getValue() + "`")
        .collect(Collectors.joining(", "));
  }

  private void profiles(String title, Map<String, Profile> profiles) {
    page.append("## ").append(title).append("\n\n");
    page.append(
        "| profile | steps | model | prompt | answer | stoppers |\n|---|---|---|---|---|---|\n");
    new TreeMap<>(profiles)
        .forEach((name, profile) -> {
          ProfileStep last = profile.last();
          String steps =
              profile.steps().stream()
                  .map(step -> step.purpose().name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", "));
          page.append(
              "| `%s` | %s | %s | %s | %s | %s |\n"
                  .formatted(
                      name,
                      steps,
                      code(last.params().path("model").asString("")),
                      shortened(last.prompt()),
                      last.responseFormat(),
                      last.stoppers().stream()
                          .map(ModelsPage::code)
                          .collect(Collectors.joining(" "))));
        });
    page.append('\n');
  }

  private void requests() {
    page.append("## In a request\n\n");
    page.append("| option | its fields |\n|---|---|\n");
    request("picture_description_api", PictureApi.class);
    request("vlm_pipeline_model_api", PageApi.class);
    page.append(
        "| `picture_description_preset`, `vlm_pipeline_preset`, `chart_extraction_model` | name of a profile |\n");
    page.append(
        "| ours: `pagestream_*` | "
            + Arrays.stream(QuestionOptions.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(ModelsPage::wireName)
                .map(name -> name.equals("gates") ? "quality_gates" : name)
                .map(name -> code("pagestream_" + name))
                .collect(Collectors.joining(", "))
            + " |\n\n");
    page.append("Classes of pictures: ")
        .append(
            FigureClasses.LABELS.stream().map(ModelsPage::code).collect(Collectors.joining(", ")))
        .append(
            ". `photo`, `chart`, `map`, `screenshot` and `diagram` stand for groups of them.\n");
  }

  private void request(String option, Class<? extends Record> type) {
    List<String> names =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .map(ModelsPage::wireName)
            .map(ModelsPage::code)
            .toList();
    page.append("| `%s` | %s |\n".formatted(option, String.join(", ", names)));
  }

  /// The name a component has in a request: docling's, whose names have no units.
  private static String wireName(String component) {
    return switch (component) {
      case "timeoutSeconds" -> "timeout";
      case "maxSizePx" -> "max_size";
      case "allow" -> "classification_allow";
      case "deny" -> "classification_deny";
      case "minConfidence" -> "classification_min_confidence";
      case "stop" -> "stop_strings";
      case "stoppers" -> "custom_stopping_criteria";
      case String other -> other.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    };
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
  }

  private static String shortened(String prompt) {
    String line = prompt.replace('\n', ' ').replace("|", "\\|").replace("<", "\\<");
    return line.length() <= SHOWN_PROMPT_CHARS ? line : line.substring(0, SHOWN_PROMPT_CHARS) + "…";
  }
}
