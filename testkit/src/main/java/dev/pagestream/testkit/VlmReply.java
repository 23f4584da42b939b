package dev.pagestream.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Answers one call, properly or with a fault. Confined to the connection's thread.
final class VlmReply {
  private final Socket socket;
  private final OutputStream out;
  private final ChatRequest chat;
  private final IntConsumer log;
  private boolean logged;

  /// @param log gets the status once, 0 for none; before the answer is sent, so that a client that
  ///   has it finds the call in the log
  VlmReply(Socket socket, OutputStream out, ChatRequest chat, IntConsumer log) {
    this.socket = socket;
    this.out = out;
    this.chat = chat;
    this.log = log;
  }

  /// @return whether the connection may carry another request
  boolean send(Optional<Fault> fault, Slots slots, Duration latency, Duration hangLimit)
      throws IOException, InterruptedException {
    try {
      return respond(fault, slots, latency, hangLimit);
    } finally {
      ended(0);
    }
  }

  private boolean respond(Optional<Fault> fault, Slots slots, Duration latency, Duration hangLimit)
      throws IOException, InterruptedException {
    if (fault.isPresent() && refused(fault.get(), hangLimit)) {
      return !socket.isClosed();
    }
    if (!slots.enter()) {
      write(ChatReplies.full());
      return true;
    }
    try {
      Thread.sleep(latency);
    } finally {
      slots.leave();
    }
    return answer(fault);
  }

  /// Faults that need no model: they come at once and take no slot.
  private boolean refused(Fault fault, Duration hangLimit) throws IOException {
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
      case Fault.Reset _ -> {
        ended(0);
        HttpListener.reset(socket);
      }
      case Fault.Hang _ -> hang(hangLimit);
      case Fault.Garbage _, Fault.TruncatedBody _, Fault.EmptyContent _, Fault.LengthCut _ -> {
        return false;
      }
    }
    return true;
  }

  private boolean answer(Optional<Fault> fault) throws IOException {
    String text = ChatReplies.describe(chat.picture(), chat.pictureSha256());
    HttpReply proper = ChatReplies.completion(chat.model(), text, "stop");
    switch (fault.orElse(null)) {
      case Fault.Garbage _ -> write(new HttpReply(200, "<html>upstream says hello</html>"));
      case Fault.EmptyContent _ -> write(ChatReplies.completion(chat.model(), " \n", "stop"));
      case Fault.LengthCut _ ->
          write(
              ChatReplies.completion(chat.model(), text.substring(0, text.length() / 2), "length"));
      case Fault.TruncatedBody _ -> {
        ended(proper.status());
        proper.writeHalf(out);
        return false;
      }
      case null, default -> write(proper);
    }
    return true;
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

  private void hang(Duration limit) throws IOException {
    socket.setSoTimeout((int) limit.toMillis());
    int next = socket.getInputStream().read(); // Returns when the client gives up.
    while (next != -1) {
      next = socket.getInputStream().read();
    }
    socket.close();
  }
}
