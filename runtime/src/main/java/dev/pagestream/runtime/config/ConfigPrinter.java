package dev.pagestream.runtime.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// The configuration in effect, as the YAML that would produce it. Secrets are masked, also in URLs
/// and in free-form maps under keys like `ssl.key.password`.
public final class ConfigPrinter {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .build();

  private ConfigPrinter() {}

  public static String yaml(Record config) {
    return YAML.writeValueAsString(tree(config));
  }

  private static Map<String, @Nullable Object> tree(Record config) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (RecordComponent field : config.getClass().getRecordComponents()) {
      try {
        field.getAccessor().setAccessible(true);
        fields.put(field.getName(), printable(field.getAccessor().invoke(config)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("configuration cannot be read: " + field, e);
      }
    }
    return fields;
  }

  private static @Nullable Object printable(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Secret secret -> secret.toString();
      case ByteSize size -> size.toString();
      case Record block -> tree(block);
      case Optional<?> maybe -> printable(maybe.orElse(null));
      case List<?> items -> items.stream().map(ConfigPrinter::printable).toList();
      case Map<?, ?> entries -> map(entries);
      case Number number -> number;
      case Boolean flag -> flag;
      case Object other -> Masking.url(other.toString());
    };
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> entries) {
    Map<String, @Nullable Object> printable = new LinkedHashMap<>();
    entries.forEach((key, value) -> {
      String name = String.valueOf(key);
      printable.put(name, Masking.sensitive(name) ? Masking.MASK : printable(value));
    });
    return printable;
  }
}
