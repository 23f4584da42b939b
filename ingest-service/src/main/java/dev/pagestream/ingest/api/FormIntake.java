package dev.pagestream.ingest.api;

import dev.pagestream.ingest.options.ConvertOptions;
import dev.pagestream.ingest.options.FieldError;
import dev.pagestream.ingest.options.FieldReader;
import dev.pagestream.ingest.options.FormOptions;
import dev.pagestream.ingest.options.OptionsReader;
import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.ingest.submit.NewSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads docling-serve's multipart form, in which every option is a field of its own. Thread-safe.
final class FormIntake {
  private static final List<Object> BODY = List.of("body");
  private static final List<String> TARGETS = List.of("inbody", "presigned_url", "zip");

  private final FormOptions form = new FormOptions(JsonMapper.builder().build());

  /// @param upload the parsed form
  /// @throws RefusedException with all that is wrong
  Intake read(MultipartBody.Upload upload) {
    List<FieldError> errors = new ArrayList<>();
    Map<String, List<String>> fields = upload.fields();
    ObjectNode json = form.toJson(fields, errors);
    FieldReader reader = new FieldReader(json, BODY, errors);
    ConvertOptions options = OptionsReader.read(reader, errors);
    String target = reader.oneOf("target_type", TARGETS, "inbody");
    checkFiles(upload, errors);
    if (!errors.isEmpty()) {
      throw RefusedException.schema(errors);
    }
    List<NewSource> sources = new ArrayList<>();
    for (int i = 0; i < upload.files().size(); i++) {
      MultipartBody.NamedFile file = upload.files().get(i);
      String suffix = upload.files().size() == 1 ? "" : "_" + i;
      String name = file.name().isEmpty() ? "file" + suffix + ".pdf" : file.name();
      sources.add(new NewSource.Bytes(JsonIntake.bounded(name), file.file()));
    }
    int callbacks =
        (int)
            fields.getOrDefault("callbacks", List.of()).stream()
                .filter(text -> !text.isEmpty())
                .count();
    return new Intake(options, sources, target, callbacks);
  }

  private static void checkFiles(MultipartBody.Upload upload, List<FieldError> errors) {
    List<String> texts = upload.fields().getOrDefault("files", List.of());
    for (int i = 0; i < texts.size(); i++) {
      errors.add(
          new FieldError(
              "value_error",
              List.of("body", "files", i),
              "Value error, Expected UploadFile, received: <class 'str'>"));
    }
    if (texts.isEmpty() && upload.files().isEmpty()) {
      errors.add(new FieldError("missing", List.of("body", "files"), "Field required"));
    }
  }
}
