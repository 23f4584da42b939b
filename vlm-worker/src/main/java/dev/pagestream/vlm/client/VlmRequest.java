package dev.pagestream.vlm.client;

import dev.pagestream.vlm.stop.GenerationStopper;
import java.util.List;

/// One question about one picture.
///
/// @param params JSON object merged flat into the body, its keys in this order
/// @param prompt complete
/// @param image encoded picture as it is sent
/// @param mediaType of the picture
/// @param stream whether the answer comes token by token
/// @param stoppers look at a streamed answer as it grows; the first that fires ends it
@SuppressWarnings("ArrayRecordComponent") // Carried to the wire, never compared.
public record VlmRequest(
    Target target,
    String params,
    String prompt,
    byte[] image,
    String mediaType,
    Timeouts timeouts,
    boolean stream,
    List<GenerationStopper> stoppers) {
  public VlmRequest {
    stoppers = List.copyOf(stoppers);
  }

  /// Without parameters, prompt and picture.
  @Override
  public String toString() {
    return "VlmRequest[" + target + ", " + image.length + " bytes of " + mediaType + "]";
  }
}
