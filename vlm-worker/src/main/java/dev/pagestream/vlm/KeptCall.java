package dev.pagestream.vlm;

import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.client.VlmRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/// A call that belongs to its question and not to the task that makes it: an interrupt of the task,
/// whose partition leaves, cuts it short only when nobody else waits for its answer. Otherwise it
/// ends within its time-outs, and those who wait have what was paid for.
final class KeptCall {
  private KeptCall() {}

  /// What came of a call.
  ///
  /// @param interrupted whether the thread was interrupted meanwhile; its flag is clear, so that
  ///   the answer can be stored, and the caller sets it again
  record Made(VlmReply reply, boolean interrupted) {}

  /// Blocks until there is a reply.
  ///
  /// @param awaited whether others wait for the answer
  /// @throws InterruptedException when the thread is interrupted and nobody waits; the call is cut
  static Made make(VlmClient client, VlmRequest request, BooleanSupplier awaited)
      throws InterruptedException {
    CompletableFuture<VlmReply> reply = new CompletableFuture<>();
    Thread call =
        Thread.ofVirtual().name("model-call").start(() -> complete(reply, client, request));
    try {
      return new Made(value(reply), false);
    } catch (InterruptedException e) {
      if (!awaited.getAsBoolean()) {
        call.interrupt();
        throw e;
      }
    }
    return new Made(uninterruptibly(reply), true);
  }

  private static void complete(
      CompletableFuture<VlmReply> reply, VlmClient client, VlmRequest request) {
    try {
      reply.complete(client.call(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reply.completeExceptionally(e); // Whoever interrupted it does not wait for it.
    } catch (Throwable e) {
      reply.completeExceptionally(e);
    }
  }

  /// Ends with the call, which its time-outs end.
  private static VlmReply uninterruptibly(CompletableFuture<VlmReply> reply) {
    while (true) {
      try {
        return value(reply);
      } catch (InterruptedException _) {
        // Told before; the answer is what others wait for.
      }
    }
  }

  private static VlmReply value(CompletableFuture<VlmReply> reply) throws InterruptedException {
    try {
      return reply.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException("the call broke", e.getCause());
      }
    }
  }
}
