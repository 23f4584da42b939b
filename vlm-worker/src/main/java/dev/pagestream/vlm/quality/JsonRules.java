package dev.pagestream.vlm.quality;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The part of JSON Schema that structured answers use: `type`, `properties`, `required`,
/// `additionalProperties`, `items`, `minItems`, `maxItems`, `enum`, `const`, `minLength`,
/// `maxLength`, `minimum`, `maximum`, `anyOf`, `oneOf`, `allOf`. What it does not know it does not
/// check. Faults name places and rules, not values.
final class JsonRules {
  private static final int MAX_DEPTH = 64;

  private JsonRules() {}

  /// The first fault, without a full stop.
  static Optional<String> violation(JsonNode schema, JsonNode value) {
    return Optional.ofNullable(check(schema, value, "$", 0));
  }

  private static @Nullable String check(JsonNode schema, JsonNode value, String path, int depth) {
    if (depth > MAX_DEPTH) {
      return path + " is nested too deeply";
    }
    JsonNode type = schema.get("type");
    if (type != null && !typed(type, value)) {
      return path + " must be " + types(type);
    }
    String fault = fixed(schema, value, path);
    fault = fault != null ? fault : combined(schema, value, path, depth);
    if (fault != null) {
      return fault;
    }
    if (value.isObject()) {
      return members(schema, value, path, depth);
    }
    if (value.isArray()) {
      return items(schema, value, path, depth);
    }
    if (value.isString()) {
      String text = value.stringValue();
      return range(schema, "minLength", "maxLength", text.codePointCount(0, text.length()))
          .map(rule -> path + " must have " + rule + " characters")
          .orElse(null);
    }
    return value.isNumber()
        ? range(schema, "minimum", "maximum", value.doubleValue())
            .map(rule -> path + " must be " + rule)
            .orElse(null)
        : null;
  }

  private static @Nullable String fixed(JsonNode schema, JsonNode value, String path) {
    JsonNode allowed = schema.get("enum");
    if (allowed != null && allowed.isArray()) {
      for (JsonNode one : allowed) {
        if (same(one, value)) {
          return null;
        }
      }
      return path + " must be one of " + allowed;
    }
    JsonNode constant = schema.get("const");
    return constant != null && !same(constant, value) ? path + " must be " + constant : null;
  }

  /// 1 and 1.0 are the same number.
  private static boolean same(JsonNode one, JsonNode other) {
    return (one.isNumber() && other.isNumber())
        ? one.doubleValue() == other.doubleValue()
        : one.equals(other);
  }

  private static @Nullable String combined(
      JsonNode schema, JsonNode value, String path, int depth) {
    JsonNode all = schema.get("allOf");
    if (all != null) {
      for (JsonNode part : all) {
        String fault = check(part, value, path, depth + 1);
        if (fault != null) {
          return fault;
        }
      }
    }
    for (String either : new String[] {"anyOf", "oneOf"}) {
      JsonNode choices = schema.get(either);
      if (choices != null && choices.isArray() && !choices.isEmpty()) {
        String fault = null;
        for (JsonNode choice : choices) {
          fault = check(choice, value, path, depth + 1);
          if (fault == null) {
            break;
          }
        }
        if (fault != null) {
          return fault;
        }
      }
    }
    return null;
  }

  private static @Nullable String members(JsonNode schema, JsonNode value, String path, int depth) {
    JsonNode required = schema.get("required");
    if (required != null) {
      for (JsonNode name : required) {
        if (!value.has(name.asString())) {
          return path + "." + name.asString() + " is missing";
        }
      }
    }
    JsonNode properties = schema.get("properties");
    JsonNode additional = schema.get("additionalProperties");
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode rule = properties == null ? null : properties.get(member.getKey());
      if (rule == null && additional != null) {
        if (additional.isBoolean() && !additional.booleanValue()) {
          return path + " has a member that is not allowed";
        }
        rule = additional;
      }
      if (rule != null) {
        String fault = check(rule, member.getValue(), path + "." + member.getKey(), depth + 1);
        if (fault != null) {
          return fault;
        }
      }
    }
    return null;
  }

  private static @Nullable String items(JsonNode schema, JsonNode value, String path, int depth) {
    Optional<String> size = range(schema, "minItems", "maxItems", value.size());
    if (size.isPresent()) {
      return path + " must have " + size.get() + " items";
    }
    JsonNode rule = schema.get("items");
    if (rule != null) {
      for (int i = 0; i < value.size(); i++) {
        String fault = check(rule, value.get(i), path + "[" + i + "]", depth + 1);
        if (fault != null) {
          return fault;
        }
      }
    }
    return null;
  }

  private static Optional<String> range(
      JsonNode schema, String least, String most, double measured) {
    JsonNode from = schema.get(least);
    if (from != null && from.isNumber() && measured < from.doubleValue()) {
      return Optional.of("at least " + from);
    }
    JsonNode to = schema.get(most);
    return to != null && to.isNumber() && measured > to.doubleValue()
        ? Optional.of("at most " + to)
        : Optional.empty();
  }

  private static boolean typed(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (typed(one, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asString()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "number" -> value.isNumber();
      case "integer" ->
          value.isIntegralNumber()
              || (value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue()));
      default -> true; // A type this does not know is not checked.
    };
  }

  private static String types(JsonNode type) {
    return type.isArray() ? "one of " + type : "of type " + type.asString();
  }
}
