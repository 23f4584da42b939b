package dev.pagestream.ingest.api;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.assembly.DocumentOutcome;
import dev.pagestream.document.assembly.ErrorItem;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.document.export.OutputFormat;
import dev.pagestream.runtime.lifecycle.Closer;
import io.javalin.http.Context;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// docling-serve's `ConvertDocumentResponse` of one document. Contents go from the blob store to
/// the client through a buffer; all of them are opened before the first byte is sent, so that what
/// is missing is still an error answer.
final class DocumentResult {
  private static final int BUFFER_CHARS = 16 << 10;

  private final BlobStore blobs;

  DocumentResult(BlobStore blobs) {
    this.blobs = blobs;
  }

  void write(Context ctx, ResultManifest manifest) throws IOException {
    try (Closer contents = new Closer()) {
      Map<String, Reader> opened = new HashMap<>();
      manifest
          .outputs()
          .forEach((format, output) -> opened.put(format, contents.register(reader(output.key()))));
      ctx.status(200).contentType("application/json");
      try (JsonGenerator json = Answers.JSON.createGenerator(ctx.outputStream())) {
        json.writeStartObject();
        document(json, manifest, opened);
        json.writeStringProperty("status", status(manifest.outcome()));
        errors(json, manifest);
        json.writeNumberProperty("processing_time", manifest.processingSeconds());
        json.writeName("timings");
        json.writeStartObject();
        json.writeEndObject();
        json.writeNullProperty("confidence");
        json.writeEndObject();
      }
    }
  }

  private static void document(
      JsonGenerator json, ResultManifest manifest, Map<String, Reader> contents)
      throws IOException {
    json.writeName("document");
    json.writeStartObject();
    json.writeStringProperty("filename", manifest.name());
    for (OutputFormat format : OutputFormat.values()) {
      Reader content = contents.get(format.wireName());
      if (format == OutputFormat.JSON) {
        raw(json, format.resultKey(), content);
      } else if (content != null || format.alwaysInResults()) {
        text(json, format.resultKey(), content);
      }
    }
    json.writeEndObject();
  }

  private static void errors(JsonGenerator json, ResultManifest manifest) {
    json.writeName("errors");
    json.writeStartArray();
    for (ErrorItem error : manifest.errors()) {
      json.writePOJO(error);
    }
    json.writeEndArray();
  }

  private static void text(JsonGenerator json, String name, @Nullable Reader content) {
    json.writeName(name);
    if (content == null) {
      json.writeNull();
    } else {
      json.writeString(content, -1);
    }
  }

  private static void raw(JsonGenerator json, String name, @Nullable Reader content)
      throws IOException {
    json.writeName(name);
    if (content == null) {
      json.writeNull();
      return;
    }
    char[] buffer = new char[BUFFER_CHARS];
    json.writeRawValue(buffer, 0, 0); // Accounts for the value; its text follows.
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      json.writeRaw(buffer, 0, read);
    }
  }

  private Reader reader(String key) {
    return new BufferedReader(
        new InputStreamReader(blobs.open(key), StandardCharsets.UTF_8), BUFFER_CHARS);
  }

  /// docling has no word for cancelled.
  static String status(DocumentOutcome outcome) {
    return switch (outcome) {
      case SUCCESS, PARTIAL_SUCCESS, FAILURE -> outcome.wireName();
      case CANCELLED -> DocumentOutcome.FAILURE.wireName();
    };
  }
}
