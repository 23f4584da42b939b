package dev.pagestream.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/// Confluent's paths and bodies on top of the store. Thread-safe.
final class RegistryApi {
  private static final String GLOBAL = "";

  private final SchemaStore store;

  RegistryApi(SchemaStore store) {
    this.store = store;
  }

  /// @param path decoded segments
  record Request(String method, List<String> path, String query, JsonNode body) {
    String segment(int index) {
      return index < path.size() ? path.get(index) : "";
    }

    String text(String field) {
      return body.path(field).asText("");
    }

    boolean is(String wanted) {
      return method.equals(wanted);
    }
  }

  Object call(Request request) throws Refusal, IOException {
    return switch (request.segment(0)) {
      case "" -> Map.of();
      case "subjects" -> subjects(request);
      case "schemas" -> schemas(request);
      case "config" -> config(request);
      case "compatibility" -> compatibility(request);
      default -> throw noSuchPath(request);
    };
  }

  /// `/subjects[/{subject}[/versions[/{version}]]]`
  private Object subjects(Request request) throws Refusal, IOException {
    return switch (request.path().size()) {
      case 1 -> get(request, store::subjects);
      case 2 -> lookup(request);
      case 3, 4 -> versions(request);
      default -> throw noSuchPath(request);
    };
  }

  private Object lookup(Request request) throws Refusal {
    require(request, "POST");
    return described(store.lookup(request.segment(1), schema(request)));
  }

  private Object versions(Request request) throws Refusal, IOException {
    if (!request.segment(2).equals("versions")) {
      throw noSuchPath(request);
    }
    String subject = request.segment(1);
    if (request.path().size() == 4) {
      return get(request, () -> described(store.version(subject, number(request.segment(3)))));
    }
    if (request.is("POST")) {
      return Map.of("id", store.register(subject, schema(request)));
    }
    return get(
        request, () -> IntStream.rangeClosed(1, store.versionCount(subject)).boxed().toList());
  }

  private Object schemas(Request request) throws Refusal, IOException {
    if (request.path().size() == 2 && request.segment(1).equals("types")) {
      return get(request, () -> List.of("AVRO"));
    }
    if (request.path().size() == 3 && request.segment(1).equals("ids")) {
      int id = positive(request.segment(2)).orElseThrow(() -> Refusal.noSchema(request.segment(2)));
      return get(request, () -> Map.of("schema", store.byId(id).toString()));
    }
    throw noSuchPath(request);
  }

  private Object config(Request request) throws Refusal, IOException {
    String subject = request.path().size() == 2 ? request.segment(1) : GLOBAL;
    if (request.is("PUT")) {
      String name = request.text("compatibility");
      CompatibilityLevel level =
          CompatibilityLevel.parse(name).orElseThrow(() -> Refusal.invalidLevel(name));
      store.setLevel(subject, level);
      return Map.of("compatibility", level.name());
    }
    boolean inherited = subject.equals(GLOBAL) || request.query().contains("defaultToGlobal=true");
    if (!inherited && store.ownLevel(subject).isEmpty()) {
      throw Refusal.noOwnLevel(subject);
    }
    return get(request, () -> Map.of("compatibilityLevel", store.level(subject).name()));
  }

  /// `/compatibility/subjects/{subject}/versions[/{version}]`
  private Object compatibility(Request request) throws Refusal {
    require(request, "POST");
    if (request.path().size() < 4 || request.path().size() > 5) {
      throw noSuchPath(request);
    }
    String subject = request.segment(2);
    Schema candidate = schema(request);
    List<String> problems =
        request.path().size() == 4
            ? store.problems(subject, candidate)
            : store.problems(subject, candidate, number(request.segment(4)));
    return Map.of("is_compatible", problems.isEmpty(), "messages", problems);
  }

  private static Map<String, Object> described(SchemaStore.SchemaVersion version) {
    return Map.of(
        "subject", version.subject(),
        "version", version.version(),
        "id", version.id(),
        "schema", version.schema().toString());
  }

  private static Schema schema(Request request) throws Refusal {
    if (!request.body().path("schemaType").asText("AVRO").equals("AVRO")) {
      throw Refusal.invalidSchema("only AVRO is known here");
    }
    try {
      return new Schema.Parser().parse(request.text("schema"));
    } catch (AvroRuntimeException e) {
      throw Refusal.invalidSchema(String.valueOf(e.getMessage()));
    }
  }

  /// Empty for the latest.
  private static Optional<Integer> number(String version) throws Refusal {
    if (version.equals("latest") || version.equals("-1")) {
      return Optional.empty();
    }
    return Optional.of(positive(version).orElseThrow(() -> Refusal.invalidVersion(version)));
  }

  private static Optional<Integer> positive(String digits) {
    return digits.matches("[1-9]\\d{0,8}")
        ? Optional.of(Integer.parseInt(digits))
        : Optional.empty();
  }

  private static Object get(Request request, Answer answer) throws Refusal, IOException {
    require(request, "GET");
    return answer.give();
  }

  private static void require(Request request, String method) throws Refusal {
    if (!request.is(method)) {
      throw Refusal.notAllowed(request.method());
    }
  }

  private static Refusal noSuchPath(Request request) {
    return Refusal.noSuchPath("/" + String.join("/", request.path()));
  }

  private interface Answer {
    Object give() throws Refusal, IOException;
  }
}
