package dev.pagestream.vlm.client;

import java.time.Duration;

/// Limits of one call, each positive.
///
/// @param connect to the connection, within `total`
/// @param firstByte from the request to the first token of a streamed answer, from the last token
///   of its thoughts where a model has some; an answer that is not streamed has `total` for it
/// @param idle between two tokens of a streamed answer
/// @param total from connecting to the last byte
public record Timeouts(Duration connect, Duration firstByte, Duration idle, Duration total) {
  public Timeouts {
    require("connect", connect);
    require("firstByte", firstByte);
    require("idle", idle);
    require("total", total);
  }

  private static void require(String name, Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException(name + " is " + limit + ", must be positive");
    }
  }
}
