package dev.pagestream.document.assembly;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What one revision of a document came to and where its outputs are: written by the finisher, read
/// by the API. Immutable.
///
/// @param name file name as the client gave it
/// @param revision from 1
/// @param outcome a [DocumentOutcome] wire name
/// @param errors all of them, also where the event carries only the first hundred
/// @param outputs by docling's output format, such as `md` and `json`
/// @param processingSeconds from admission to the finished document
/// @param zipped whether its result is a zip also when it is alone
/// @param artifacts files its outputs refer to, by their paths beside them
public record ResultManifest(
    @JsonProperty("document_id") String documentId,
    @JsonProperty("task_id") String taskId,
    @JsonProperty("name") String name,
    @JsonProperty("revision") int revision,
    @JsonProperty("outcome") DocumentOutcome outcome,
    @JsonProperty("errors") List<ErrorItem> errors,
    @JsonProperty("outputs") SortedMap<String, Output> outputs,
    @JsonProperty("processing_seconds") double processingSeconds,
    @JsonProperty("counts") Counts counts,
    @JsonProperty("zipped") boolean zipped,
    @JsonProperty("artifacts") @JsonSetter(nulls = Nulls.AS_EMPTY)
        SortedMap<String, Output> artifacts) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param key in the blob store
  public record Output(@JsonProperty("key") String key, @JsonProperty("bytes") long bytes) {}

  public ResultManifest {
    errors = List.copyOf(errors);
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
  }

  /// Of a document that refers to no files, asked for as JSON.
  public ResultManifest(
      String documentId,
      String taskId,
      String name,
      int revision,
      DocumentOutcome outcome,
      List<ErrorItem> errors,
      SortedMap<String, Output> outputs,
      double processingSeconds,
      Counts counts) {
    this(
        documentId,
        taskId,
        name,
        revision,
        outcome,
        errors,
        outputs,
        processingSeconds,
        counts,
        false,
        new TreeMap<>());
  }

  public byte[] toJson() {
    return JSON.writeValueAsBytes(this);
  }

  /// @throws IllegalArgumentException when the bytes are not a manifest
  public static ResultManifest fromJson(byte[] json) {
    try {
      return JSON.readValue(json, ResultManifest.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a result manifest: " + e.getOriginalMessage(), e);
    }
  }
}
