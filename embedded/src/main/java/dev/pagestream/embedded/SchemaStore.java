package dev.pagestream.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Subjects, versions, ids and levels: in memory, after every change also in the journal.
/// Thread-safe.
///
/// An id belongs to a schema, not to a subject, and counts from 1 in the order of first
/// registration. Replaying the journal gives every schema the id it had.
final class SchemaStore implements AutoCloseable {
  private static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.BACKWARD;

  /// Guarded by this, as everything below.
  private final SchemaJournal journal;

  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final SortedMap<String, List<Integer>> subjects = new TreeMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();

  private SchemaStore(SchemaJournal journal) {
    this.journal = journal;
  }

  static SchemaStore open(Path file) throws IOException {
    SchemaJournal journal = SchemaJournal.open(file);
    try {
      SchemaStore store = new SchemaStore(journal);
      journal.read().forEach(store::apply);
      return store;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private synchronized void apply(SchemaJournal.Entry entry) {
    switch (entry) {
      case SchemaJournal.Registered(String subject, String schema) ->
          add(subject, new Schema.Parser().parse(schema));
      case SchemaJournal.Level(String subject, CompatibilityLevel level) ->
          levels.put(subject, level);
    }
  }

  /// Returns the id; registering the same again changes nothing.
  synchronized int register(String subject, Schema schema) throws Refusal, IOException {
    List<Integer> versions = subjects.getOrDefault(subject, List.of());
    @Nullable Integer known = ids.get(schema.toString());
    if (known != null && versions.contains(known)) {
      return known;
    }
    List<String> problems = level(subject).problems(schema, schemasOf(versions));
    if (!problems.isEmpty()) {
      throw Refusal.incompatible(subject, problems);
    }
    journal.append(new SchemaJournal.Registered(subject, schema.toString()));
    return add(subject, schema);
  }

  private int add(String subject, Schema schema) {
    int id =
        ids.computeIfAbsent(
            schema.toString(),
            _ -> {
              schemas.add(schema);
              return schemas.size();
            });
    subjects.computeIfAbsent(subject, _ -> new ArrayList<>()).add(id);
    return id;
  }

  synchronized SchemaVersion lookup(String subject, Schema schema) throws Refusal {
    List<Integer> versions = versionsOf(subject);
    @Nullable Integer id = ids.get(schema.toString());
    int index = id == null ? -1 : versions.indexOf(id);
    if (index < 0) {
      throw Refusal.noSchema("of subject '" + subject + "'");
    }
    return version(subject, index);
  }

  synchronized Schema byId(int id) throws Refusal {
    if (id < 1 || id > schemas.size()) {
      throw Refusal.noSchema(Integer.toString(id));
    }
    return schemas.get(id - 1);
  }

  synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  synchronized int versionCount(String subject) throws Refusal {
    return versionsOf(subject).size();
  }

  /// @param number from 1; empty for the latest
  synchronized SchemaVersion version(String subject, Optional<Integer> number) throws Refusal {
    List<Integer> versions = versionsOf(subject);
    int index = number.orElse(versions.size()) - 1;
    if (index < 0 || index >= versions.size()) {
      throw Refusal.noVersion(Integer.toString(index + 1));
    }
    return version(subject, index);
  }

  /// What the subject's level finds wrong with the candidate, a sentence each.
  synchronized List<String> problems(String subject, Schema candidate) {
    List<Integer> versions = subjects.getOrDefault(subject, List.of());
    return level(subject).problems(candidate, schemasOf(versions));
  }

  /// The same, beside one version only.
  synchronized List<String> problems(String subject, Schema candidate, Optional<Integer> number)
      throws Refusal {
    Schema other = version(subject, number).schema();
    return level(subject).problems(candidate, List.of(other));
  }

  /// The subject's own level; of the empty subject, the level of all that have none.
  synchronized Optional<CompatibilityLevel> ownLevel(String subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  synchronized CompatibilityLevel level(String subject) {
    CompatibilityLevel global = levels.getOrDefault("", DEFAULT_LEVEL);
    return levels.getOrDefault(subject, global);
  }

  synchronized void setLevel(String subject, CompatibilityLevel level) throws IOException {
    if (level != levels.get(subject)) {
      journal.append(new SchemaJournal.Level(subject, level));
      levels.put(subject, level);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }

  private List<Integer> versionsOf(String subject) throws Refusal {
    @Nullable List<Integer> versions = subjects.get(subject);
    if (versions == null) {
      throw Refusal.noSubject(subject);
    }
    return versions;
  }

  private List<Schema> schemasOf(List<Integer> versions) {
    return versions.stream().map(id -> schemas.get(id - 1)).toList();
  }

  private SchemaVersion version(String subject, int index) throws Refusal {
    int id = versionsOf(subject).get(index);
    return new SchemaVersion(subject, index + 1, id, schemas.get(id - 1));
  }

  /// @param version from 1
  record SchemaVersion(String subject, int version, int id, Schema schema) {}
}
