package dev.pagestream.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A model server on 127.0.0.1 that speaks OpenAI's chat completions: real sockets, planned faults,
/// a log of calls.
///
/// Answers a picture with `A picture of WxH pixels, sha256 ….`, always the same for the same bytes.
/// Thread-safe; script and behaviour may be changed while calls run and hold for those that arrive
/// later.
public final class FakeVlm implements AutoCloseable {
  public static final String MODEL = "fake-vision";

  private static final Duration HANG_LIMIT = Duration.ofMinutes(10);

  private final CallLog log = new CallLog();
  private final InstantSource clock = InstantSource.system();
  private final HttpListener listener;
  private volatile Script script = Script.healthy();
  private volatile @Nullable UnaryOperator<String> answer;
  private volatile VlmBehaviour behaviour;
  private final Slots slots;

  private FakeVlm(int port, VlmBehaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    this.slots = new Slots(behaviour.slots(), behaviour.queue());
    this.listener = new HttpListener(port, this::handle);
  }

  /// Answers at once, without limit.
  public static FakeVlm start() {
    return start(0, VlmBehaviour.INSTANT);
  }

  public static FakeVlm start(VlmBehaviour behaviour) {
    return start(0, behaviour);
  }

  /// @param port 0 for a free one
  public static FakeVlm start(int port, VlmBehaviour behaviour) {
    try {
      return new FakeVlm(port, behaviour);
    } catch (IOException e) {
      throw new UncheckedIOException("fake model server cannot listen", e);
    }
  }

  /// `http://127.0.0.1:PORT/v1`
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.port() + "/v1");
  }

  /// `http://127.0.0.1:PORT/v1/chat/completions`
  public URI chatUrl() {
    return URI.create(url() + "/chat/completions");
  }

  public int port() {
    return listener.port();
  }

  /// Answers with what the function makes of the prompt, instead of a description of the picture.
  public FakeVlm answer(UnaryOperator<String> newAnswer) {
    answer = newAnswer;
    return this;
  }

  public FakeVlm script(Script newScript) {
    script = newScript;
    return this;
  }

  /// Calls inside go on as they began, and count against the new capacity.
  public FakeVlm behave(VlmBehaviour newBehaviour) {
    slots.resize(newBehaviour.slots(), newBehaviour.queue());
    behaviour = newBehaviour;
    return this;
  }

  /// Resets open connections and refuses new ones until [#comeBack].
  public void goDown() {
    listener.goDown();
  }

  /// Listens again on the same port.
  public void comeBack() {
    listener.comeBack();
  }

  /// Calls that ended, in the order of their arrival.
  public List<VlmCall> calls() {
    return log.calls();
  }

  /// Calls that ended, by the sha256 of their picture.
  public Map<String, List<VlmCall>> callsByPicture() {
    return calls().stream().collect(Collectors.groupingBy(VlmCall::pictureSha256));
  }

  public int inFlight() {
    return log.inFlight();
  }

  /// The most calls there were at the same time, waiting ones included.
  public int maxInFlight() {
    return log.maxInFlight();
  }

  /// Forgets the calls that ended; numbers and attempts start again at 1.
  public void clearCalls() {
    log.clear();
  }

  /// The text this server answers to a picture.
  public static String answerTo(byte[] picture, String sha256) {
    return ChatReplies.describe(picture, sha256);
  }

  @Override
  public void close() {
    listener.close();
  }

  private boolean handle(HttpMessage request, Socket socket, OutputStream out)
      throws IOException, InterruptedException {
    switch (request.method() + " " + request.path()) {
      case "POST /v1/chat/completions" -> {
        return chat(request, socket, out);
      }
      case "GET /v1/models" -> ChatReplies.models(MODEL).write(out);
      case "GET /stats" -> new HttpReply(200, stats()).write(out);
      case String _ -> ChatReplies.error(404, "Not Found", "NotFoundError").write(out);
    }
    return true;
  }

  private String stats() {
    List<VlmCall> calls = calls();
    long answered = calls.stream().filter(VlmCall::answered).count();
    long pictures = calls.stream().map(VlmCall::pictureSha256).distinct().count();
    return "{\"calls\":%d,\"answered\":%d,\"pictures\":%d,\"inFlight\":%d,\"maxInFlight\":%d}"
        .formatted(calls.size(), answered, pictures, inFlight(), maxInFlight());
  }

  private boolean chat(HttpMessage request, Socket socket, OutputStream out)
      throws IOException, InterruptedException {
    Instant start = clock.instant();
    Optional<ChatRequest> parsed = ChatRequest.parse(request.body());
    if (parsed.isEmpty()) {
      ChatReplies.error(400, "request cannot be read", "BadRequestError").write(out);
      return true;
    }
    ChatRequest chat = parsed.get();
    CallLog.Ticket ticket = log.arrive(chat.pictureSha256());
    Arrival arrival =
        new Arrival(ticket.number(), ticket.attempt(), chat.pictureSha256(), chat.model(), start);
    String body = behaviour.keepBodies() ? new String(request.body(), StandardCharsets.UTF_8) : "";
    AtomicLong tokens = new AtomicLong();
    Duration latency = behaviour.latencyOf(chat.pictureSha256(), ticket.attempt());
    IntConsumer end =
        status ->
            log.end(
                new VlmCall(
                    ticket.number(),
                    start,
                    clock.instant(),
                    chat.pictureSha256(),
                    chat.prompt(),
                    chat.model(),
                    status,
                    status == 200 ? latency.toNanos() : 0,
                    tokens.get(),
                    request.headers(),
                    body));
    UnaryOperator<String> given = answer;
    String text =
        given == null
            ? ChatReplies.describe(chat.picture(), chat.pictureSha256())
            : given.apply(chat.prompt());
    return new VlmReply(socket, out, chat, text, end, tokens)
        .send(script.fault(arrival), slots, latency, behaviour.tokenDelay(), HANG_LIMIT);
  }
}
