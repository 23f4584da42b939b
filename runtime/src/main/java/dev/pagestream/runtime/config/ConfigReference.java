package dev.pagestream.runtime.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The reference page of a configuration record: every field with type, default, variable and
/// meaning. Generated, so that it cannot drift from the code.
public final class ConfigReference {
  private static final String NAME = "<name>";

  /// One field. Empty text where there is nothing to say.
  record Row(String path, String type, String fallback, String variable, String doc) {}

  private ConfigReference() {}

  /// A Markdown table, one row per field, in the order of the record.
  public static String markdown(Class<? extends Record> type, String envPrefix) {
    StringBuilder page =
        new StringBuilder(
            "| field | type | default | environment | meaning |\n|---|---|---|---|---|\n");
    for (Row row : rows(type, envPrefix)) {
      page.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  code(row.path()),
                  cell(row.type()),
                  code(row.fallback()),
                  code(row.variable()),
                  cell(row.doc())));
    }
    return page.toString();
  }

  /// The variable of a path, without prefix; empty when it cannot be set in the environment.
  static String environmentName(String path) {
    if (path.contains("[")) {
      return "";
    }
    return Arrays.stream(path.split("\\."))
        .map(segment -> segment.equals(NAME) ? "<NAME>" : Names.environment(segment))
        .collect(Collectors.joining("__"));
  }

  static List<String> environmentNames(Class<? extends Record> type, String envPrefix) {
    return rows(type, envPrefix).stream()
        .map(Row::variable)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  static List<Row> rows(Class<? extends Record> type, String envPrefix) {
    List<Row> rows = new ArrayList<>();
    describe(type, "", envPrefix, rows);
    return rows;
  }

  private static void describe(
      Class<? extends Record> type, String path, String envPrefix, List<Row> rows) {
    for (RecordComponent field : type.getRecordComponents()) {
      Default fallback = field.getAnnotation(Default.class);
      Doc doc = field.getAnnotation(Doc.class);
      Shape shape = Shape.of(field.getGenericType());
      String text =
          fallback != null ? fallback.value() : shape instanceof Shape.Scalar ? "required" : "";
      add(
          shape,
          Names.join(path, field.getName()),
          text,
          doc == null ? "" : doc.value(),
          envPrefix,
          rows);
    }
  }

  private static void add(
      Shape shape, String path, String fallback, String doc, String envPrefix, List<Row> rows) {
    switch (shape) {
      case Shape.Block(Class<? extends Record> type) -> describe(type, path, envPrefix, rows);
      case Shape.Maybe(Shape inner) -> add(inner, path, fallback, doc, envPrefix, rows);
      case Shape.Named(Shape inner) ->
          add(inner, path + "." + NAME, fallback, doc, envPrefix, rows);
      case Shape.Many(Shape.Scalar(Form form)) ->
          rows.add(row(path, "list of " + form.type(), fallback, doc, envPrefix));
      case Shape.Many(Shape inner) -> add(inner, path + "[]", fallback, doc, envPrefix, rows);
      case Shape.Scalar(Form form) -> rows.add(row(path, form.type(), fallback, doc, envPrefix));
    }
  }

  private static Row row(String path, String type, String fallback, String doc, String envPrefix) {
    String name = environmentName(path);
    return new Row(path, type, fallback, name.isEmpty() ? "" : envPrefix + name, doc);
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
