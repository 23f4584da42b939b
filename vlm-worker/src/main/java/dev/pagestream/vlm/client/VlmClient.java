package dev.pagestream.vlm.client;

/// Makes one call to a model server. Implementations are thread-safe and neither retry nor wait:
/// what to do about a reply is decided by the caller.
@FunctionalInterface
public interface VlmClient {
  /// Blocks until the server has answered or the request's time-out has passed. Whatever the server
  /// or the network does is a reply, never an exception.
  ///
  /// @throws InterruptedException when the thread is interrupted; the call is then cut short
  VlmReply call(VlmRequest request) throws InterruptedException;
}
