package dev.pagestream.vlm.client;

import java.time.Duration;
import java.util.Map;

/// One question about one picture.
///
/// @param url of the chat completions endpoint, or a base that ends in `/v1`
/// @param headers of the request, in the clear; never logged
/// @param params JSON object merged flat into the body, its keys in this order
/// @param prompt complete
/// @param image encoded picture as it is sent
/// @param mediaType of the picture
/// @param timeout of the whole call, from connecting to the last byte of the answer
@SuppressWarnings("ArrayRecordComponent") // Carried to the wire, never compared.
public record VlmRequest(
    String url,
    Map<String, String> headers,
    String params,
    String prompt,
    byte[] image,
    String mediaType,
    Duration timeout) {
  public VlmRequest {
    headers = Map.copyOf(headers);
  }

  /// Without headers, parameters, prompt and picture.
  @Override
  public String toString() {
    return "VlmRequest[" + image.length + " bytes of " + mediaType + "]";
  }
}
