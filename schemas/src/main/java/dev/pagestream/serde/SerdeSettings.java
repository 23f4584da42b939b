package dev.pagestream.serde;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/// What our serdes read of Confluent's configuration. Keys they do not know are ignored, as Kafka
/// passes client properties through.
///
/// @param urls of the registry, tried in turn; without a slash at the end
/// @param authorization value of the Authorization header
/// @param autoRegister register an unknown schema instead of looking it up
/// @param useLatest write under the subject's latest version instead of the record's own schema
/// @param specific read into generated classes instead of generic records
/// @param confluent let Confluent's own serde do the work
record SerdeSettings(
    List<String> urls,
    Optional<String> authorization,
    boolean autoRegister,
    boolean useLatest,
    boolean specific,
    boolean confluent) {
  static final String URL = "schema.registry.url";
  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String USE_LATEST = "use.latest.version";
  static final String SPECIFIC = "specific.avro.reader";
  static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  static final String USER_INFO = "basic.auth.user.info";

  /// Ours, not Confluent's: `own` or `confluent`.
  static final String IMPLEMENTATION = "pagestream.serde";

  /// @throws ConfigException naming the key that is missing or wrong
  static SerdeSettings of(Map<String, ?> properties) {
    return new SerdeSettings(
        urls(properties),
        authorization(properties),
        flag(properties, AUTO_REGISTER, true),
        flag(properties, USE_LATEST, false),
        flag(properties, SPECIFIC, false),
        confluent(properties));
  }

  private static boolean confluent(Map<String, ?> properties) {
    @Nullable String wanted = text(properties, IMPLEMENTATION).orElse(null);
    return switch (wanted) {
      case null -> ConfluentEventCodec.onClassPath();
      case "own" -> false;
      case "confluent" -> true;
      default -> throw new ConfigException(IMPLEMENTATION, wanted, "must be own or confluent");
    };
  }

  private static List<String> urls(Map<String, ?> properties) {
    List<String> urls =
        text(properties, URL).stream()
            .flatMap(all -> Stream.of(all.split(",")))
            .map(url -> url.strip().replaceAll("/+$", ""))
            .filter(url -> !url.isEmpty())
            .map(SerdeSettings::checked)
            .toList();
    if (urls.isEmpty()) {
      throw new ConfigException(URL, properties.get(URL), "must name at least one registry");
    }
    return urls;
  }

  /// Credentials in a URL would end up in messages and logs.
  private static String checked(String url) {
    @Nullable HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      throw new ConfigException(URL, url, "is not an http or https URL");
    }
    if (!parsed.username().isEmpty()) {
      throw new ConfigException(URL, parsed.redact(), "credentials belong in " + USER_INFO);
    }
    return url;
  }

  private static Optional<String> authorization(Map<String, ?> properties) {
    String source = text(properties, CREDENTIALS_SOURCE).orElse("URL");
    return switch (source) {
      case "USER_INFO" -> Optional.of(basic(text(properties, USER_INFO).orElse("")));
      case "URL" -> Optional.empty();
      default -> throw new ConfigException(CREDENTIALS_SOURCE, source, "only USER_INFO is known");
    };
  }

  private static String basic(String userInfo) {
    int colon = userInfo.indexOf(':');
    if (colon < 0) {
      throw new ConfigException(USER_INFO + " must be user:password");
    }
    return Credentials.basic(userInfo.substring(0, colon), userInfo.substring(colon + 1));
  }

  private static boolean flag(Map<String, ?> properties, String key, boolean otherwise) {
    return text(properties, key).map(Boolean::parseBoolean).orElse(otherwise);
  }

  /// A value may be of any type, as in Kafka's own configuration; lists are joined by commas.
  private static Optional<String> text(Map<String, ?> properties, String key) {
    @Nullable Object value = properties.get(key);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(
        value instanceof List<?> list
            ? String.join(",", list.stream().map(String::valueOf).toList())
            : value.toString());
  }

  /// Without the credentials.
  @Override
  public String toString() {
    return "SerdeSettings" + urls;
  }
}
