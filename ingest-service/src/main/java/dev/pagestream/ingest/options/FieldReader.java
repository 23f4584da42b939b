package dev.pagestream.ingest.options;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of a JSON object by the rules of pydantic's lax mode, which is what
/// docling-serve's clients are used to: `"true"` is a boolean and `"2"` a number. Goes on after an
/// error, so that one answer names all of them. Confined to one request.
public final class FieldReader {
  private static final Set<String> TRUE = Set.of("1", "true", "t", "yes", "y", "on");
  private static final Set<String> FALSE = Set.of("0", "false", "f", "no", "n", "off");

  private final JsonNode fields;
  private final List<Object> loc;
  private final List<FieldError> errors;

  /// @param loc path of the object in the request, `body` first
  /// @param errors where problems are added
  public FieldReader(JsonNode fields, List<Object> loc, List<FieldError> errors) {
    this.fields = fields;
    this.loc = List.copyOf(loc);
    this.errors = errors;
  }

  /// Whether the field is there and not null.
  public boolean has(String name) {
    JsonNode node = fields.path(name);
    return !node.isMissingNode() && !node.isNull();
  }

  public boolean bool(String name, boolean fallback) {
    JsonNode node = fields.path(name);
    if (node.isMissingNode()) {
      return fallback;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (!node.isString() && !node.isNumber()) {
      return fail(name, "bool_type", "Input should be a valid boolean", fallback);
    }
    String text = node.asString().strip().toLowerCase(Locale.ROOT);
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return TRUE.contains(text);
    }
    return fail(
        name,
        "bool_parsing",
        "Input should be a valid boolean, unable to interpret input",
        fallback);
  }

  /// A finite number; empty when absent, null or wrong.
  public Optional<Double> number(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode node = fields.path(name);
    if (!node.isString() && !node.isNumber()) {
      return fail(name, "float_type", "Input should be a valid number", Optional.empty());
    }
    try {
      double value = Double.parseDouble(node.asString().strip());
      return Double.isFinite(value)
          ? Optional.of(value)
          : fail(name, "finite_number", "Input should be a finite number", Optional.empty());
    } catch (NumberFormatException _) {
      return fail(
          name,
          "float_parsing",
          "Input should be a valid number, unable to parse string as a number",
          Optional.empty());
    }
  }

  /// A number for a field that must not be null.
  public double number(String name, double fallback) {
    if (fields.path(name).isNull()) {
      return fail(name, "float_type", "Input should be a valid number", fallback);
    }
    return number(name).orElse(fallback);
  }

  /// A whole number; what does not fit into an int becomes its nearest limit.
  public int integer(String name, int fallback) {
    JsonNode node = fields.path(name);
    return node.isMissingNode()
        ? fallback
        : Values.integer(at(name), node, errors).orElse(fallback);
  }

  /// Two whole numbers; empty when absent or wrong.
  public Optional<List<Integer>> pair(String name) {
    JsonNode node = fields.path(name);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    if (!node.isArray()) {
      return fail(name, "tuple_type", "Input should be a valid tuple", Optional.empty());
    }
    if (node.size() > 2) {
      return fail(
          name,
          "too_long",
          "Tuple should have at most 2 items after validation, not " + node.size(),
          Optional.empty());
    }
    List<Integer> pair = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      if (i < node.size()) {
        Values.integer(at(name, i), node.get(i), errors).ifPresent(pair::add);
      } else {
        errors.add(new FieldError("missing", at(name, i), "Field required"));
      }
    }
    return pair.size() == 2 ? Optional.of(List.copyOf(pair)) : Optional.empty();
  }

  public String text(String name, String fallback) {
    if (fields.path(name).isNull()) {
      return fail(name, "string_type", "Input should be a valid string", fallback);
    }
    return text(name).orElse(fallback);
  }

  /// Text; empty when absent, null or wrong.
  public Optional<String> text(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode node = fields.path(name);
    return node.isString()
        ? Optional.of(node.stringValue())
        : fail(name, "string_type", "Input should be a valid string", Optional.empty());
  }

  public Optional<String> requiredText(String name) {
    if (fields.path(name).isMissingNode()) {
      return fail(name, "missing", "Field required", Optional.empty());
    }
    return Optional.of(text(name, "")).filter(text -> !text.isEmpty());
  }

  /// An absolute http or https URL; empty and an error when it is anything else.
  public Optional<URI> requiredUrl(String name) {
    if (fields.path(name).isMissingNode()) {
      return fail(name, "missing", "Field required", Optional.empty());
    }
    return Values.url(at(name), fields.path(name), errors);
  }

  /// One of the allowed words.
  public String oneOf(String name, List<String> allowed, String fallback) {
    JsonNode node = fields.path(name);
    if (node.isMissingNode()) {
      return fallback;
    }
    return Values.word(at(name), node, allowed, errors).orElse(fallback);
  }

  /// A list of allowed words; empty when absent.
  public Optional<List<String>> manyOf(String name, List<String> allowed) {
    return list(
        name,
        fields.path(name).isMissingNode(),
        (place, node) -> Values.word(place, node, allowed, errors));
  }

  /// A list of texts; empty when absent or null.
  public Optional<List<String>> texts(String name) {
    return list(
        name,
        !has(name),
        (place, node) -> {
          if (node.isString()) {
            return Optional.of(node.stringValue());
          }
          errors.add(new FieldError("string_type", place, "Input should be a valid string"));
          return Optional.empty();
        });
  }

  /// A nested object; empty when absent or null.
  public Optional<FieldReader> object(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode node = fields.path(name);
    if (!node.isObject()) {
      return fail(
          name,
          "model_attributes_type",
          "Input should be a valid dictionary or object to extract fields from",
          Optional.empty());
    }
    return Optional.of(new FieldReader(node, at(name), errors));
  }

  /// A free-form object; empty when absent or null.
  public Optional<ObjectNode> dictionary(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    return fields.path(name) instanceof ObjectNode node
        ? Optional.of(node)
        : fail(name, "dict_type", "Input should be a valid dictionary", Optional.empty());
  }

  /// A map of texts, in the client's order; empty when absent or null.
  public Map<String, String> textMap(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    dictionary(name)
        .ifPresent(node ->
            node.properties()
                .forEach(entry -> {
                  if (entry.getValue().isString()) {
                    map.put(entry.getKey(), entry.getValue().stringValue());
                  } else {
                    errors.add(
                        new FieldError(
                            "string_type",
                            at(name, entry.getKey()),
                            "Input should be a valid string"));
                  }
                }));
    return map;
  }

  /// Adds an error for every field that is none of these.
  public void refuseUnknown(List<String> known) {
    fields.propertyNames().stream()
        .filter(name -> !known.contains(name))
        .forEach(name ->
            errors.add(
                new FieldError(
                    "extra_forbidden",
                    at(name),
                    "Extra inputs are not permitted. There are: " + String.join(", ", known))));
  }

  /// Adds an error of pydantic's type `value_error` about the whole object.
  public void valueError(String sentence) {
    errors.add(valueError(loc, sentence));
  }

  public void valueErrorAt(String name, String sentence) {
    errors.add(valueError(at(name), sentence));
  }

  private static FieldError valueError(List<Object> loc, String sentence) {
    return new FieldError("value_error", loc, "Value error, " + sentence);
  }

  private Optional<List<String>> list(String name, boolean absent, ItemReader item) {
    if (absent) {
      return Optional.empty();
    }
    JsonNode node = fields.path(name);
    if (!node.isArray()) {
      return fail(name, "list_type", "Input should be a valid list", Optional.empty());
    }
    List<String> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      item.read(at(name, i), node.get(i)).ifPresent(items::add);
    }
    return Optional.of(List.copyOf(items));
  }

  private <T> T fail(String name, String type, String msg, T fallback) {
    errors.add(new FieldError(type, at(name), msg));
    return fallback;
  }

  private List<Object> at(Object... steps) {
    List<Object> place = new ArrayList<>(loc);
    place.addAll(List.of(steps));
    return List.copyOf(place);
  }

  private interface ItemReader {
    Optional<String> read(List<Object> place, JsonNode node);
  }
}
