package dev.pagestream.document.assembly;

import com.fasterxml.jackson.annotation.JsonProperty;
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
public record ResultManifest(
    @JsonProperty("document_id") String documentId,
    @JsonProperty("task_id") String taskId,
    @JsonProperty("name") String name,
    @JsonProperty("revision") int revision,
    @JsonProperty("outcome") DocumentOutcome outcome,
    @JsonProperty("errors") List<ErrorItem> errors,
    @JsonProperty("outputs") SortedMap<String, Output> outputs,
    @JsonProperty("processing_seconds") double processingSeconds,
    @JsonProperty("counts") Counts counts) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param key in the blob store
  public record Output(@JsonProperty("key") String key, @JsonProperty("bytes") long bytes) {}

  public ResultManifest {
    errors = List.copyOf(errors);
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
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
