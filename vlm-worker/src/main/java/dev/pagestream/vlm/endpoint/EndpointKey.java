package dev.pagestream.vlm.endpoint;

import dev.pagestream.document.Hashes;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// What makes two calls go to the same endpoint: address, model and credentials. One caller's wrong
/// key or misspelt model must not pause the calls of another.
///
/// @param name scheme, host, port and path, for logs and messages
/// @param identity hash over the whole address, the model and all request headers
public record EndpointKey(String name, String identity) {
  public static EndpointKey of(String url, String model, Map<String, String> headers) {
    return new EndpointKey(
        shown(url), Hashes.sha256(url + "\n" + model + "\n" + new TreeMap<>(headers)));
  }

  /// The own endpoint of a lane: whatever its addresses and models are, they share their rates and
  /// their pauses. Headers of a request set it apart.
  public static EndpointKey ofLane(String lane, Map<String, String> headers) {
    return new EndpointKey(
        "lane " + lane, Hashes.sha256("lane\n" + lane + "\n" + new TreeMap<>(headers)));
  }

  /// Scheme, host, port and path: what may be shown of an address.
  public static String shown(String url) {
    try {
      URI uri = URI.create(url.strip());
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
    } catch (IllegalArgumentException _) {
      return "an address that is no URL";
    }
  }
}
