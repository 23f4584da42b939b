package dev.pagestream.runtime.config;

import static java.util.Map.entry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How one scalar type is written as text.
///
/// @param type short name for the reference page
/// @param expected continues the sentence "must be ..."
/// @param parse throws a RuntimeException when the text is of another form
record Form(String type, String expected, Function<String, Object> parse) {
  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private static final Map<Class<?>, Form> FORMS =
      Map.ofEntries(
          entry(String.class, new Form("text", "text", text -> text)),
          entry(int.class, wholeNumber(Integer::valueOf)),
          entry(Integer.class, wholeNumber(Integer::valueOf)),
          entry(long.class, wholeNumber(Long::valueOf)),
          entry(Long.class, wholeNumber(Long::valueOf)),
          entry(double.class, new Form("number", "a number", Form::number)),
          entry(Double.class, new Form("number", "a number", Form::number)),
          entry(boolean.class, new Form("boolean", "true or false", Form::bool)),
          entry(Boolean.class, new Form("boolean", "true or false", Form::bool)),
          entry(
              Duration.class,
              new Form("duration", "a duration like 100ms, 5s, 2m or PT5S", Form::duration)),
          entry(
              ByteSize.class,
              new Form("size", "a size like 4096, 512KiB or 16MiB", ByteSize::parse)),
          entry(Path.class, new Form("path", "a path", Path::of)),
          entry(URI.class, new Form("URL", "a URL like http://host:8080/path", Form::uri)),
          entry(Secret.class, new Form("secret", "text", Secret::new)));

  static boolean known(Class<?> type) {
    return FORMS.containsKey(type);
  }

  static Form of(Class<?> type) {
    Form form = FORMS.get(type);
    if (form != null) {
      return form;
    }
    if (type.isEnum()) {
      return oneOf(type.getEnumConstants());
    }
    throw new IllegalArgumentException("configuration cannot hold a " + type.getTypeName());
  }

  private static Form wholeNumber(Function<String, Object> parse) {
    return new Form("integer", "a whole number", text -> parse.apply(text.strip()));
  }

  private static Form oneOf(Object[] constants) {
    String names = Arrays.stream(constants).map(Object::toString).collect(Collectors.joining(", "));
    return new Form(
        names,
        "one of " + names,
        text ->
            Arrays.stream(constants)
                .filter(constant ->
                    constant.toString().equalsIgnoreCase(text.strip().replace('-', '_')))
                .findFirst()
                .orElseThrow());
  }

  private static Object number(String text) {
    double number = Double.parseDouble(text.strip());
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not finite");
    }
    return number;
  }

  private static Object bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      case String other -> throw new IllegalArgumentException(other);
    };
  }

  private static Object duration(String text) {
    Matcher matcher = SHORT_DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      Duration iso = Duration.parse(text.strip());
      if (iso.isNegative()) {
        throw new IllegalArgumentException("negative");
      }
      return iso;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case String _ -> Duration.ofDays(count);
    };
  }

  private static Object uri(String text) {
    URI uri = URI.create(text.strip());
    if (!uri.isAbsolute()) {
      throw new IllegalArgumentException("no scheme");
    }
    return uri;
  }
}
