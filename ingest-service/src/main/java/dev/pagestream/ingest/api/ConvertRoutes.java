package dev.pagestream.ingest.api;

import dev.pagestream.document.docling.DoclingVersion;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.options.OptionsPolicy;
import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.ingest.submit.SpooledFile;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.TaskStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// `POST /v1/convert/source/async` and `POST /v1/convert/file/async`. Takes in a bounded number of
/// requests at once, so that spool and memory are bounded; the others are told to come back.
final class ConvertRoutes {
  private static final String ACCEPTED_VERSION = "Accept-Docling-Document-Version";

  private final Tasks tasks;
  private final OptionsPolicy options;
  private final RequestPolicy policy;
  private final JsonBody jsonBody;
  private final JsonIntake jsonIntake;
  private final MultipartBody multipartBody;
  private final FormIntake formIntake = new FormIntake();
  private final Semaphore permits;

  ConvertRoutes(
      ApiSettings settings, OptionsPolicy options, HeaderSealer sealer, Spool spool, Tasks tasks) {
    this.tasks = tasks;
    this.options = options;
    this.policy = new RequestPolicy(settings.maxSources());
    this.jsonBody = new JsonBody(spool, settings);
    this.jsonIntake = new JsonIntake(sealer);
    this.multipartBody =
        new MultipartBody(spool, settings.maxFileBytes(), settings.maxRequestBytes());
    this.permits = new Semaphore(settings.maxConcurrentSubmits());
  }

  void source(Context ctx) throws IOException, InterruptedException {
    requireJson(ctx.contentType());
    if (!permits.tryAcquire()) {
      Answers.busy(ctx);
      return;
    }
    try {
      JsonBody.Parsed parsed = jsonBody.read(ctx.req().getInputStream());
      try {
        submit(ctx, jsonIntake.read(parsed.tree()), "sources");
      } finally {
        parsed.files().forEach(SpooledFile::close);
      }
    } finally {
      permits.release();
    }
  }

  void file(Context ctx) throws IOException, InterruptedException {
    if (!permits.tryAcquire()) {
      Answers.busy(ctx);
      return;
    }
    try {
      MultipartBody.Upload upload = multipartBody.read(ctx.req());
      try {
        submit(ctx, formIntake.read(upload), "files");
      } finally {
        upload.files().forEach(file -> file.file().close());
      }
    } finally {
      permits.release();
    }
  }

  private void submit(Context ctx, Intake intake, String what) throws InterruptedException {
    policy.check(intake, what);
    ConversionOptions admitted =
        ConversionOptions.newBuilder(options.admit(intake.options()))
            .setZipResult(intake.target().equals(Intake.ZIP))
            .setDoclingVersion(acceptedVersion(ctx.header(ACCEPTED_VERSION)))
            .build();
    TaskStatus status = tasks.submit(intake.sources(), admitted);
    Answers.json(ctx, 200, TaskStatusJson.of(status, tasks.position(status)));
  }

  /// What docling's client sends with every request.
  private static @Nullable String acceptedVersion(@Nullable String header) {
    if (header == null) {
      return null;
    }
    try {
      DoclingVersion version = DoclingVersion.parse(header);
      if (version.major() >= 1) {
        return version.toString();
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw RefusedException.schema(
        "value_error",
        List.of("header", ACCEPTED_VERSION),
        "Value error, '" + header + "' is no version of DoclingDocument such as 1.10.0");
  }

  /// As FastAPI: no content type counts as JSON, any other than JSON does not. It also keeps web
  /// pages of other origins from submitting without a preflight.
  private static void requireJson(@Nullable String contentType) {
    String type = contentType == null ? "application/json" : contentType.toLowerCase(Locale.ROOT);
    int end = type.indexOf(';');
    String bare = (end < 0 ? type : type.substring(0, end)).strip();
    if (!bare.equals("application/json")
        && !(bare.startsWith("application/") && bare.endsWith("+json"))) {
      throw RefusedException.schema(
          "model_attributes_type",
          List.of("body"),
          "Input should be a valid dictionary or object to extract fields from");
    }
  }
}
