package dev.pagestream.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/// What a new version of a subject must be able to do, in the words of Confluent's registry.
enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean readsOld;
  private final boolean readByOld;
  private final boolean transitive;

  CompatibilityLevel(boolean readsOld, boolean readByOld, boolean transitive) {
    this.readsOld = readsOld;
    this.readByOld = readByOld;
    this.transitive = transitive;
  }

  static Optional<CompatibilityLevel> parse(String name) {
    return Stream.of(values())
        .filter(level -> level.name().equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  /// What is wrong with the candidate, a sentence each; empty when it is compatible.
  ///
  /// @param versions of the subject, oldest first
  List<String> problems(Schema candidate, List<Schema> versions) {
    int compared = transitive || versions.isEmpty() ? 0 : versions.size() - 1;
    return versions.subList(compared, versions.size()).stream()
        .flatMap(version -> problems(candidate, version))
        .toList();
  }

  private Stream<String> problems(Schema candidate, Schema version) {
    return Stream.concat(
        readsOld ? unreadable(candidate, version) : Stream.empty(),
        readByOld ? unreadable(version, candidate) : Stream.empty());
  }

  private static Stream<String> unreadable(Schema reader, Schema writer) {
    SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return pair.getType() == SchemaCompatibilityType.COMPATIBLE
        ? Stream.empty()
        : pair.getResult().getIncompatibilities().stream()
            .map(it -> "%s at %s: %s".formatted(it.getType(), it.getLocation(), it.getMessage()));
  }
}
