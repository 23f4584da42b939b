package dev.pagestream.vlm.client;

import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Writes JSON as Python's `json.dumps` does by default: `", "` and `": "` between items, whatever
/// is not printable ASCII as lower-case `\\uXXXX`, floats in their shortest form. That is what
/// docling's HTTP library sends.
final class PythonJson {
  private static final int LARGEST_PLAIN_EXPONENT = 16;
  private static final int SMALLEST_PLAIN_EXPONENT = -4;

  private final StringBuilder out = new StringBuilder();

  private PythonJson() {}

  /// @throws IllegalArgumentException for numbers JSON does not have (infinities)
  static String dumps(JsonNode node) {
    PythonJson json = new PythonJson();
    json.value(node);
    return json.out.toString();
  }

  static String dumps(String text) {
    PythonJson json = new PythonJson();
    json.string(text);
    return json.out.toString();
  }

  private void value(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> string(node.stringValue());
      case NUMBER ->
          out.append(
              node.isIntegralNumber()
                  ? node.bigIntegerValue().toString()
                  : repr(node.doubleValue()));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    }
  }

  private void object(JsonNode node) {
    String separator = "";
    out.append('{');
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      out.append(separator);
      string(property.getKey());
      out.append(": ");
      value(property.getValue());
      separator = ", ";
    }
    out.append('}');
  }

  private void array(JsonNode node) {
    String separator = "";
    out.append('[');
    for (JsonNode item : node) {
      out.append(separator);
      value(item);
      separator = ", ";
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(text.charAt(i));
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> {
        if (c < ' ' || c > '~') {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }

  /// Python's `repr` of a float: the shortest digits that read back as the same number, with an
  /// exponent below 1e-4 and from 1e16 on. Java's own shortest digits are the same, only laid out
  /// in another way.
  private static String repr(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("out of range float values are not JSON");
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(number))).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String sign = number < 0 ? "-" : "";
    if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent < LARGEST_PLAIN_EXPONENT) {
      String plain = shortest.toPlainString();
      return sign + (plain.contains(".") ? plain : plain + ".0");
    }
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return sign
        + digits.charAt(0)
        + fraction
        + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
