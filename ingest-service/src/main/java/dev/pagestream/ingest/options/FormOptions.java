package dev.pagestream.ingest.options;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns the text fields of a multipart form into the JSON object that the JSON endpoint would have
/// got: lists by repetition, objects as JSON text, an empty field is an absent one, of repeated
/// scalars the last counts.
public final class FormOptions {
  private static final Set<String> OBJECTS = objects();
  private static final Set<String> LISTS = lists();

  private final JsonMapper json;

  public FormOptions(JsonMapper json) {
    this.json = json;
  }

  /// @param fields all text fields of the form
  /// @param errors gets one of type `json_invalid` for each object that cannot be read
  public ObjectNode toJson(Map<String, List<String>> fields, List<FieldError> errors) {
    ObjectNode options = json.createObjectNode();
    fields.forEach((name, values) -> {
      List<String> given = values.stream().filter(value -> !value.isEmpty()).toList();
      if (given.isEmpty()) {
        return;
      }
      if (LISTS.contains(name)) {
        ArrayNode list = options.putArray(name);
        given.forEach(list::add);
      } else if (OBJECTS.contains(name)) {
        object(name, given.getLast(), options, errors);
      } else {
        options.put(name, given.getLast());
      }
    });
    return options;
  }

  private void object(String name, String text, ObjectNode options, List<FieldError> errors) {
    try {
      JsonNode value = json.readTree(text);
      options.set(name, value);
    } catch (JacksonException e) {
      errors.add(
          new FieldError(
              "json_invalid", List.of("body", name), "Invalid JSON: " + e.getOriginalMessage()));
    }
  }

  private static Set<String> objects() {
    Set<String> names = new HashSet<>(IgnoredOptions.OBJECTS);
    names.addAll(
        List.of(
            "chunking_options",
            "picture_description_api",
            "picture_description_local",
            "picture_description_custom_config",
            "vlm_pipeline_custom_config"));
    return Set.copyOf(names);
  }

  private static Set<String> lists() {
    List<String> names = new ArrayList<>(IgnoredOptions.LISTS);
    names.addAll(List.of("to_formats", "page_range"));
    return Set.copyOf(names);
  }
}
