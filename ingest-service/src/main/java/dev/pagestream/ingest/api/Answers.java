package dev.pagestream.ingest.api;

import dev.pagestream.ingest.options.FieldError;
import io.javalin.http.Context;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON answers, byte for byte as FastAPI writes them: no spaces, keys in the order of the models.
final class Answers {
  static final String TASK_NOT_FOUND = "Task not found.";
  static final String RESULT_NOT_FOUND =
      "Task result not found. Please wait for a completion status.";
  static final String BUSY = "Server is busy, please try again shortly.";
  static final JsonMapper JSON = JsonMapper.builder().build();

  private Answers() {}

  static void json(Context ctx, int status, JsonNode body) {
    ctx.status(status).contentType("application/json").result(JSON.writeValueAsBytes(body));
  }

  static void ok(Context ctx) {
    json(ctx, 200, JSON.createObjectNode().put("status", "ok"));
  }

  static void detail(Context ctx, int status, String detail) {
    json(ctx, status, JSON.createObjectNode().put("detail", detail));
  }

  /// Asks the client to come back; upstream's clients obey the header.
  static void busy(Context ctx) {
    ctx.header("Retry-After", "1");
    detail(ctx, 503, BUSY);
  }

  static void errors(Context ctx, List<FieldError> errors) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode detail = body.putArray("detail");
    for (FieldError error : errors) {
      ObjectNode item = detail.addObject().put("type", error.type());
      ArrayNode loc = item.putArray("loc");
      for (Object step : error.loc()) {
        switch (step) {
          case Number index -> loc.add(index.longValue());
          case Object name -> loc.add(name.toString());
        }
      }
      item.put("msg", error.msg());
    }
    json(ctx, 422, body);
  }
}
