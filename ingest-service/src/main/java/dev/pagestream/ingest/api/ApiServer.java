package dev.pagestream.ingest.api;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStoreUnavailableException;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.options.OptionsPolicy;
import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.ingest.options.RefusedException.Refusal;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.ingest.submit.SubmitUnavailableException;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.serde.RegistryUnavailableException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// docling-serve's v1 contract over HTTP, a virtual thread per request. Keeps nothing between
/// requests, so any replica answers for any task.
public final class ApiServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ApiServer.class);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Javalin server;

  private ApiServer(Javalin server) {
    this.server = server;
  }

  /// Starts to listen.
  ///
  /// @param notReady why requests would fail now; empty when they would not
  public static ApiServer start(
      ApiSettings settings,
      OptionsPolicy options,
      HeaderSealer sealer,
      Spool spool,
      Tasks tasks,
      BlobStore blobs,
      Supplier<Optional<String>> notReady) {
    ConvertRoutes convert = new ConvertRoutes(settings, options, sealer, spool, tasks);
    StatusRoutes status = new StatusRoutes(tasks);
    ResultRoutes result = new ResultRoutes(tasks, blobs);
    Javalin server =
        Javalin.create(config -> {
          configure(config);
          config.routes.get("/health", Answers::ok);
          config.routes.get("/ready", ctx -> ready(ctx, notReady));
          config.routes.post("/v1/convert/source/async", convert::source);
          config.routes.post("/v1/convert/file/async", convert::file);
          config.routes.get("/v1/status/poll/{id}", status::poll);
          config.routes.get("/v1/result/{id}", result::result);
          errors(config.routes);
        });
    try {
      return new ApiServer(server.start(settings.host(), settings.port()));
    } catch (JavalinBindException e) {
      throw new IllegalStateException(
          "port %d of %s is taken by another process; choose another one"
              .formatted(settings.port(), settings.host()),
          e);
    }
  }

  public int port() {
    return server.port();
  }

  private static void configure(JavalinConfig config) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    config.jetty.modifyServer(
        jetty -> jetty.setStopTimeout(STOP_LIMIT.toMillis())); // For requests under way.
    config.http.compressionStrategy = CompressionStrategy.NONE;
  }

  private static void ready(Context ctx, Supplier<Optional<String>> notReady) {
    if (notReady.get().isEmpty()) {
      Answers.ok(ctx);
    } else {
      Answers.detail(ctx, 503, "Readiness check failed");
    }
  }

  private static void errors(RoutesConfig routes) {
    routes.exception(
        RefusedException.class,
        (e, ctx) -> {
          switch (e.refusal()) {
            case Refusal.Schema(var errors) -> Answers.errors(ctx, errors);
            case Refusal.Policy(String detail) -> Answers.detail(ctx, 422, detail);
          }
        });
    routes.exception(
        BadRequestException.class,
        (e, ctx) -> Answers.detail(ctx, 400, String.valueOf(e.getMessage())));
    routes.exception(NotFoundResponse.class, (_, ctx) -> Answers.detail(ctx, 404, "Not Found"));
    routes.exception(
        MethodNotAllowedResponse.class, (_, ctx) -> Answers.detail(ctx, 405, "Method Not Allowed"));
    routes.exception(SubmitUnavailableException.class, (e, ctx) -> unavailable(ctx, "kafka", e));
    routes.exception(
        RegistryUnavailableException.class, (e, ctx) -> unavailable(ctx, "registry", e));
    routes.exception(
        BlobStoreUnavailableException.class, (e, ctx) -> unavailable(ctx, "blobstore", e));
    routes.exception(
        Exception.class,
        (e, ctx) -> {
          log.atError().addKeyValue(LogKeys.ENDPOINT, ctx.path()).setCause(e).log("request failed");
          Answers.detail(ctx, 500, "Internal Server Error");
        });
  }

  private static void unavailable(Context ctx, String dependency, Exception e) {
    log.atWarn()
        .addKeyValue(LogKeys.DEPENDENCY, dependency)
        .addKeyValue(LogKeys.REASON, e.toString())
        .log("request told to come back");
    Answers.busy(ctx);
  }

  @Override
  public void close() {
    server.stop();
  }
}
