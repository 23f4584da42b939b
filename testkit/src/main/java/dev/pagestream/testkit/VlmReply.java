package dev.pagestream.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/// Answers one call, properly or with a fault. Confined to the connection's thread.
final class VlmReply {
  private static final int LONGEST_LOOP = 5_000;
  private static final Duration DRIP = Duration.ofMillis(50);
  private static final String LOOP = "item ";

  private final Socket socket;
  private final OutputStream out;
  private final ChatRequest chat;
  private final String text;
  private final IntConsumer log;
  private final AtomicLong tokens;
  private boolean logged;

  /// @param text of a proper answer
  /// @param log gets the status once, 0 for none; before the answer is sent, so that a client that
  ///   has it finds the call in the log
  /// @param tokens counts those that are streamed
  VlmReply(
      Socket socket,
      OutputStream out,
      ChatRequest chat,
      String text,
      IntConsumer log,
      AtomicLong tokens) {
    this.socket = socket;
    this.out = out;
    this.chat = chat;
    this.text = text;
    this.log = log;
    this.tokens = tokens;
  }

  /// @return whether the connection may carry another request
  boolean send(
      Optional<Fault> fault, Slots slots, Duration latency, Duration tokenDelay, Duration hangLimit)
      throws IOException, InterruptedException {
    try {
      if (fault.isPresent() && refused(fault.get(), hangLimit)) {
        return !socket.isClosed();
      }
      if (!slots.enter()) {
        write(ChatReplies.full());
        return true;
      }
      boolean held = true;
      try {
        Thread.sleep(latency);
        if (!chat.stream()) {
          slots.leave();
          held = false;
        }
        return answer(fault, tokenDelay);
      } finally {
        if (held) {
          slots.leave();
        }
      }
    } finally {
      ended(0);
    }
  }

  /// Faults that need no model: they come at once and take no slot.
  private boolean refused(Fault fault, Duration hangLimit)
      throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Status(int code, String body, Optional<String> retryAfter) ->
          write(
              new HttpReply(
                  code,
                  body,
                  retryAfter.map(value -> Map.of("Retry-After", value)).orElse(Map.of())));
      case Fault.Unauthorized _ -> write(new HttpReply(401, "{\"error\":\"Unauthorized\"}"));
      case Fault.ModelMissing _ ->
          write(
              ChatReplies.error(
                  404, "The model `" + chat.model() + "` does not exist.", "NotFoundError"));
      case Fault.RejectPicture _ ->
          write(ChatReplies.error(400, "cannot identify image file", "BadRequestError"));
      case Fault.ErrorInside200(int code) -> write(inside200(code));
      case Fault.Reset _ -> {
        ended(0);
        HttpListener.reset(socket);
      }
      case Fault.ResetAfterHeaders _ -> {
        head("Content-Type: application/json\r\nContent-Length: 5000\r\n");
        ended(200);
        HttpListener.reset(socket);
      }
      case Fault.SlowDrip _ -> drip(hangLimit);
      case Fault.Hang _ -> hang(hangLimit);
      case Fault.Garbage _,
          Fault.TruncatedBody _,
          Fault.EmptyContent _,
          Fault.LengthCut _,
          Fault.CutStream _,
          Fault.ErrorInStream _,
          Fault.Looping _ -> {
        return false;
      }
    }
    return true;
  }

  private static HttpReply inside200(int code) {
    return new HttpReply(200, ChatReplies.error(code, "planned fault inside", "error").body());
  }

  private boolean answer(Optional<Fault> fault, Duration tokenDelay)
      throws IOException, InterruptedException {
    return chat.stream() ? stream(fault, tokenDelay) : whole(fault);
  }

  private boolean whole(Optional<Fault> fault) throws IOException {
    HttpReply proper = ChatReplies.completion(chat.model(), text, "stop");
    switch (fault.orElse(null)) {
      case Fault.Garbage _ -> write(new HttpReply(200, "<html>upstream says hello</html>"));
      case Fault.EmptyContent _ -> write(ChatReplies.completion(chat.model(), " \n", "stop"));
      case Fault.LengthCut _ ->
          write(
              ChatReplies.completion(chat.model(), text.substring(0, text.length() / 2), "length"));
      case Fault.Looping _ ->
          write(ChatReplies.completion(chat.model(), LOOP.repeat(LONGEST_LOOP), "stop"));
      case Fault.ErrorInStream _ -> write(inside200(500));
      case Fault.TruncatedBody _, Fault.CutStream _ -> {
        ended(proper.status());
        proper.writeHalf(out);
        return false;
      }
      case null, default -> write(proper);
    }
    return true;
  }

  /// Ends the connection with the answer, as servers may.
  private boolean stream(Optional<Fault> fault, Duration tokenDelay)
      throws IOException, InterruptedException {
    head("Content-Type: text/event-stream\r\nConnection: close\r\n");
    String[] words = text.split("(?<=\\s)");
    try {
      switch (fault.orElse(null)) {
        case Fault.Looping _ -> loop(tokenDelay);
        case Fault.Garbage _ -> event("data: upstream says hello\n\n");
        case Fault.EmptyContent _ -> event(ChatReplies.end("stop", 0));
        case Fault.CutStream(int count) -> words(words, count, tokenDelay);
        case Fault.TruncatedBody _ -> words(words, words.length / 2, tokenDelay);
        case Fault.ErrorInStream(int count) -> {
          words(words, count, tokenDelay);
          event("data: " + inside200(500).body() + "\n\ndata: [DONE]\n\n");
        }
        case Fault.LengthCut _ -> {
          words(words, words.length / 2, tokenDelay);
          event(ChatReplies.end("length", tokens.get()));
        }
        case null, default -> {
          words(words, words.length, tokenDelay);
          event(ChatReplies.end("stop", tokens.get()));
        }
      }
    } finally {
      ended(200);
    }
    return false;
  }

  private void loop(Duration tokenDelay) throws IOException, InterruptedException {
    for (int i = 0; i < LONGEST_LOOP; i++) {
      token(LOOP, tokenDelay);
    }
    event(ChatReplies.end("length", tokens.get()));
  }

  private void words(String[] words, int count, Duration tokenDelay)
      throws IOException, InterruptedException {
    for (int i = 0; i < Math.min(count, words.length); i++) {
      token(words[i], tokenDelay);
    }
  }

  private void token(String word, Duration delay) throws IOException, InterruptedException {
    event(ChatReplies.chunk(chat.model(), word));
    tokens.incrementAndGet();
    if (delay.isPositive()) {
      Thread.sleep(delay);
    }
  }

  private void event(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void head(String headers) throws IOException {
    event("HTTP/1.1 200 Status\r\n" + headers + "\r\n");
  }

  private void write(HttpReply reply) throws IOException {
    ended(socket.isClosed() ? 0 : reply.status());
    reply.write(out);
  }

  private void ended(int status) {
    if (!logged) {
      logged = true;
      log.accept(status);
    }
  }

  /// Ends when the client leaves, which a later byte finds out.
  private void drip(Duration limit) throws IOException, InterruptedException {
    head("Content-Type: application/json\r\nContent-Length: 1000000\r\n");
    for (long left = limit.dividedBy(DRIP); left > 0; left--) {
      event(" ");
      Thread.sleep(DRIP);
    }
  }

  private void hang(Duration limit) throws IOException {
    socket.setSoTimeout((int) limit.toMillis());
    int next = socket.getInputStream().read(); // Returns when the client gives up.
    while (next != -1) {
      next = socket.getInputStream().read();
    }
    socket.close();
  }
}
