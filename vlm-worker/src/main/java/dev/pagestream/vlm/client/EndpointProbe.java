package dev.pagestream.vlm.client;

import dev.pagestream.vlm.dialect.CompletionsUrl;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Tries an endpoint out: is it there, does it take the key, has it the model, does it see
/// pictures. Says of each what is wrong and what to do. Blocks; thread-safe; close it after use.
///
/// Costs one call of a few tokens. Steps after one that failed are left out: they would only say
/// the same again.
public final class EndpointProbe implements AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final int SIDE_PX = 64;
  private static final int SHOWN_MODELS = 12;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpVlmClient client;
  private final OkHttpClient http = new OkHttpClient.Builder().followRedirects(false).build();

  public EndpointProbe(InstantSource clock) {
    client = new HttpVlmClient(MAX_ANSWER_BYTES, 1, clock);
  }

  /// What is tried, in this order.
  public enum Step {
    MODELS,
    PICTURE
  }

  /// What one step found.
  ///
  /// @param sentence what was found, and what to do when it is not well
  public record Finding(Step step, boolean well, String sentence) {}

  /// Tries a replica of a lane.
  ///
  /// @param model empty when the server knows only one
  public List<Finding> probe(Target target, String model, Timeouts timeouts)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    models(target, model, timeouts).ifPresent(findings::add);
    if (findings.stream().allMatch(Finding::well)) {
      findings.add(picture(target, model, timeouts));
    }
    return findings;
  }

  @Override
  public void close() {
    client.close();
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }

  /// Empty when the server has no list that could be asked for; then the picture decides.
  private Optional<Finding> models(Target target, String model, Timeouts timeouts) {
    Optional<HttpUrl> url =
        CompletionsUrl.parse(target.url())
            .flatMap(given -> target.dialect().models(given, target.settings()));
    if (url.isEmpty()) {
      return Optional.empty();
    }
    Request.Builder request = new Request.Builder().url(url.get());
    target.headers().forEach(request::header);
    target
        .apiKey()
        .filter(_ -> !target.headers().containsKey("Authorization"))
        .ifPresent(key -> target.dialect().keyHeaders(key).forEach(request::header));
    OkHttpClient limited =
        http.newBuilder().connectTimeout(timeouts.connect()).callTimeout(timeouts.total()).build();
    try (Response response = limited.newCall(request.build()).execute()) {
      byte[] body = response.body().byteStream().readNBytes(MAX_ANSWER_BYTES);
      return listed(CompletionsUrl.shown(url.get()), response.code(), body, model);
    } catch (IOException e) {
      return Optional.of(
          new Finding(
              Step.MODELS,
              false,
              CompletionsUrl.shown(url.get())
                  + " cannot be reached ("
                  + e.getClass().getSimpleName()
                  + ": "
                  + e.getMessage()
                  + "); is the server running, and is the address that of its API?"));
    }
  }

  private static Optional<Finding> listed(String url, int status, byte[] body, String model) {
    if (status == 401 || status == 403) {
      return Optional.of(
          new Finding(
              Step.MODELS,
              false,
              url + " answers " + status + ": the key is missing or wrong; set the lane's apiKey"));
    }
    Optional<List<String>> ids = status == 200 ? ids(body) : Optional.empty();
    if (ids.isEmpty()) {
      return Optional.empty(); // Not every server has the list.
    }
    List<String> models = ids.get();
    String offered =
        models.size()
            + " models: "
            + String.join(", ", models.stream().limit(SHOWN_MODELS).toList());
    boolean there = model.isEmpty() || models.contains(model);
    return Optional.of(
        new Finding(
            Step.MODELS,
            there,
            there
                ? "reachable and authorised, " + (model.isEmpty() ? offered : "has " + model)
                : "reachable and authorised, but has no model "
                    + model
                    + "; it offers "
                    + offered));
  }

  private static Optional<List<String>> ids(byte[] body) {
    try {
      JsonNode data = JSON.readTree(body).path("data");
      return data.isArray()
          ? Optional.of(
              data.valueStream()
                  .map(entry -> entry.path("id").asString(""))
                  .filter(id -> !id.isEmpty())
                  .toList())
          : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private Finding picture(Target target, String model, Timeouts timeouts)
      throws InterruptedException {
    ObjectNode params = JSON.createObjectNode();
    if (!model.isEmpty()) {
      params.put("model", model);
    }
    params.put("max_tokens", 32);
    VlmReply reply =
        client.call(
            new VlmRequest(
                target,
                params.toString(),
                "What colour is the square? Answer with one word.",
                square(),
                "image/png",
                timeouts,
                false,
                List.of()));
    return switch (reply) {
      case VlmReply.Answered answered ->
          well(
              "answers a test picture in "
                  + answered.latency().toMillis()
                  + " ms: “"
                  + shortened(answered.text())
                  + "”");
      case VlmReply.Unfit unfit -> well("sees a test picture; " + unfit.message());
      case VlmReply.Throttled throttled -> wrong(throttled.message() + "; try again later");
      case VlmReply.Unavailable down -> wrong(down.message() + hint(down.reason()));
      case VlmReply.Rejected rejected -> wrong(rejected.message());
      case VlmReply.Failed failed -> wrong(failed.message());
    };
  }

  private static String hint(VlmReply.Reason reason) {
    return switch (reason) {
      case REFUSED -> "; is the server running?";
      case UNREACHABLE -> "; is the address right, and reachable from here?";
      case LOADING -> "; wait until the model is loaded";
      case UNAUTHORISED -> "; set the lane's apiKey";
      case MODEL_MISSING -> "; load the model, or set the profile's model to one that is there";
    };
  }

  private static Finding well(String sentence) {
    return new Finding(Step.PICTURE, true, sentence);
  }

  private static Finding wrong(String sentence) {
    return new Finding(Step.PICTURE, false, sentence);
  }

  private static String shortened(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  private static byte[] square() {
    BufferedImage image = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, SIDE_PX, SIDE_PX);
    graphics.setColor(Color.RED);
    graphics.fillRect(SIDE_PX / 4, SIDE_PX / 4, SIDE_PX / 2, SIDE_PX / 2);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
