package dev.pagestream.ingest.options;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Single values by the rules of pydantic's lax mode: empty, and an error added, when they are
/// wrong. Pure otherwise.
final class Values {
  private static final int MAX_DIGITS = 64; // Parsing takes time in the square of the length.

  private Values() {}

  /// A whole number; what does not fit into an int becomes its nearest limit.
  static Optional<Integer> integer(List<Object> place, JsonNode node, List<FieldError> errors) {
    if (!node.isString() && !node.isNumber()) {
      return wrong(errors, place, "int_type", "Input should be a valid integer");
    }
    try {
      BigDecimal value = decimal(node.asString().strip());
      if (value.stripTrailingZeros().scale() > 0) {
        return wrong(
            errors,
            place,
            "int_from_float",
            "Input should be a valid integer, got a number with a fractional part");
      }
      BigDecimal limited =
          value
              .min(BigDecimal.valueOf(Integer.MAX_VALUE))
              .max(BigDecimal.valueOf(Integer.MIN_VALUE));
      return Optional.of(limited.intValue());
    } catch (NumberFormatException _) {
      return wrong(
          errors,
          place,
          "int_parsing",
          "Input should be a valid integer, unable to parse string as an integer");
    }
  }

  /// An absolute http or https URL.
  static Optional<URI> url(List<Object> place, JsonNode node, List<FieldError> errors) {
    if (!node.isString()) {
      return wrong(errors, place, "url_type", "URL input should be a string or URL");
    }
    try {
      URI url = new URI(node.stringValue().strip());
      if (url.getScheme() == null) {
        return wrong(
            errors,
            place,
            "url_parsing",
            "Input should be a valid URL, relative URL without a base");
      }
      if (!url.getScheme().equalsIgnoreCase("http") && !url.getScheme().equalsIgnoreCase("https")) {
        return wrong(errors, place, "url_scheme", "URL scheme should be 'http' or 'https'");
      }
      return url.getHost() == null
          ? wrong(errors, place, "url_parsing", "Input should be a valid URL, empty host")
          : Optional.of(url);
    } catch (URISyntaxException _) {
      return wrong(errors, place, "url_parsing", "Input should be a valid URL, invalid character");
    }
  }

  /// One of the allowed words.
  static Optional<String> word(
      List<Object> place, JsonNode node, List<String> allowed, List<FieldError> errors) {
    return node.isString() && allowed.contains(node.stringValue())
        ? Optional.of(node.stringValue())
        : wrong(errors, place, "enum", "Input should be " + alternatives(allowed));
  }

  /// `'a', 'b' or 'c'`
  private static String alternatives(List<String> words) {
    String last = "'" + words.getLast() + "'";
    if (words.size() == 1) {
      return last;
    }
    return words.subList(0, words.size() - 1).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(", "))
        + " or "
        + last;
  }

  private static BigDecimal decimal(String digits) {
    if (digits.length() > MAX_DIGITS) {
      throw new NumberFormatException("too long");
    }
    return new BigDecimal(digits);
  }

  private static <T> Optional<T> wrong(
      List<FieldError> errors, List<Object> place, String type, String msg) {
    errors.add(new FieldError(type, place, msg));
    return Optional.empty();
  }
}
