package dev.pagestream.ingest.api;

import dev.pagestream.ingest.options.ConvertOptions;
import dev.pagestream.ingest.options.FieldError;
import dev.pagestream.ingest.options.FieldReader;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.options.OptionsReader;
import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.ingest.submit.NewSource;
import dev.pagestream.ingest.submit.SpooledFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

/// Reads docling-serve's `ConvertSourcesRequest`. Thread-safe.
final class JsonIntake {
  static final int MAX_NAME_CHARS = 255;
  static final int MAX_URL_BYTES = 8 << 10;
  private static final List<String> SOURCES = List.of("file", "http");
  private static final List<String> TARGETS =
      List.of(
          "azure_blob",
          "google_cloud_storage",
          "google_drive",
          "inbody",
          "presigned_url",
          "put",
          "s3",
          "zip");

  private final HeaderSealer sealer;

  JsonIntake(HeaderSealer sealer) {
    this.sealer = sealer;
  }

  /// @param body a parsed request
  /// @throws RefusedException with all that is wrong
  Intake read(JsonNode body) {
    if (!body.isObject()) {
      throw RefusedException.schema(
          "model_attributes_type",
          List.of("body"),
          "Input should be a valid dictionary or object to extract fields from");
    }
    List<FieldError> errors = new ArrayList<>();
    FieldReader request = new FieldReader(body, List.of("body"), errors);
    ConvertOptions options = options(body, request, errors);
    List<NewSource> sources = sources(body.path("sources"), errors);
    String target =
        body.path("target").isMissingNode()
            ? "inbody"
            : tag(body.path("target"), List.of("body", "target"), TARGETS, errors).orElse("");
    int callbacks = body.path("callbacks").size();
    if (!errors.isEmpty()) {
      throw RefusedException.schema(errors);
    }
    return new Intake(options, sources, target, callbacks);
  }

  private static ConvertOptions options(
      JsonNode body, FieldReader request, List<FieldError> errors) {
    FieldReader nothing =
        new FieldReader(JsonNodeFactory.instance.objectNode(), List.of("body", "options"), errors);
    if (body.path("options").isNull()) {
      errors.add(
          new FieldError(
              "model_attributes_type",
              List.of("body", "options"),
              "Input should be a valid dictionary or object to extract fields from"));
    }
    return OptionsReader.read(request.object("options").orElse(nothing), errors);
  }

  private List<NewSource> sources(JsonNode node, List<FieldError> errors) {
    List<Object> place = List.of("body", "sources");
    if (node.isMissingNode()) {
      errors.add(new FieldError("missing", place, "Field required"));
      return List.of();
    }
    if (!node.isArray()) {
      errors.add(new FieldError("list_type", place, "Input should be a valid list"));
      return List.of();
    }
    if (node.isEmpty()) {
      errors.add(
          new FieldError(
              "too_short", place, "List should have at least 1 item after validation, not 0"));
    }
    List<NewSource> sources = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      JsonNode source = node.get(i);
      List<Object> at = List.of("body", "sources", i);
      Optional<String> kind = tag(source, at, SOURCES, errors);
      if (kind.isPresent()) {
        FieldReader fields =
            new FieldReader(source, List.of("body", "sources", i, kind.get()), errors);
        (kind.get().equals("file") ? file(source, fields) : url(fields)).ifPresent(sources::add);
      }
    }
    return sources;
  }

  private static Optional<NewSource> file(JsonNode source, FieldReader fields) {
    Optional<String> name = fields.requiredText("filename");
    if (source.path("base64_string") instanceof POJONode pojo
        && pojo.getPojo() instanceof SpooledFile file) {
      return name.map(given -> new NewSource.Bytes(bounded(given), file));
    }
    fields.requiredText("base64_string"); // Absent or no text: says which.
    return Optional.empty();
  }

  private Optional<NewSource> url(FieldReader fields) {
    Optional<URI> url = fields.requiredUrl("url");
    Map<String, String> headers = fields.textMap("headers");
    if (url.isPresent() && utf8Bytes(url.get()) > MAX_URL_BYTES) {
      fields.valueErrorAt("url", "URLs of more than " + MAX_URL_BYTES + " bytes are not accepted");
      return Optional.empty();
    }
    if (url.isPresent()
        && String.valueOf(url.get().getPath()).toLowerCase(Locale.ROOT).endsWith(".zip")) {
      fields.valueErrorAt("url", "ZIP URLs are not accepted on the convert endpoint");
      return Optional.empty();
    }
    return url.map(given ->
        new NewSource.Url(bounded(nameOf(given)), given, sealer.seal("sources.headers", headers)));
  }

  /// The discriminator `kind` of a tagged union.
  private static Optional<String> tag(
      JsonNode node, List<Object> place, List<String> expected, List<FieldError> errors) {
    if (!node.isObject()) {
      errors.add(
          new FieldError(
              "model_attributes_type",
              place,
              "Input should be a valid dictionary or object to extract fields from"));
      return Optional.empty();
    }
    JsonNode kind = node.path("kind");
    if (kind.isMissingNode()) {
      errors.add(
          new FieldError(
              "union_tag_not_found", place, "Unable to extract tag using discriminator 'kind'"));
      return Optional.empty();
    }
    if (kind.isString() && expected.contains(kind.stringValue())) {
      return Optional.of(kind.stringValue());
    }
    String tags = expected.stream().map(tag -> "'" + tag + "'").collect(Collectors.joining(", "));
    errors.add(
        new FieldError(
            "union_tag_invalid",
            place,
            "Input tag '"
                + kind.asString()
                + "' found using 'kind' does not match any of the expected tags: "
                + tags));
    return Optional.empty();
  }

  private static int utf8Bytes(URI url) {
    return url.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String nameOf(URI url) {
    String path = String.valueOf(url.getPath());
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? url.getHost() : last;
  }

  static String bounded(String name) {
    return name.length() <= MAX_NAME_CHARS ? name : name.substring(name.length() - MAX_NAME_CHARS);
  }
}
