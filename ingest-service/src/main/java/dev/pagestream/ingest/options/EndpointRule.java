package dev.pagestream.ingest.options;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/// Which endpoints a request may name: the operator's list of `host`, `host:port`, `*.domain` or
/// `*`. Immutable.
///
/// @param allowed as configured
public record EndpointRule(List<String> allowed) {
  /// Any endpoint.
  public static final EndpointRule ANY = new EndpointRule(List.of("*"));

  public EndpointRule {
    allowed = allowed.stream().map(entry -> entry.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /// @param field where it was given, for the refusal
  /// @throws RefusedException when the host is not on the list
  void check(String field, URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    String withPort = host + ":" + url.getPort();
    if (allowed.stream().noneMatch(entry -> matches(entry, host, withPort))) {
      throw RefusedException.policy(
          field
              + " names the host '"
              + host
              + "', which this server does not call. To allow it, the operator adds it to"
              + " allowedEndpoints.");
    }
  }

  private static boolean matches(String entry, String host, String withPort) {
    return entry.equals("*")
        || entry.equals(host)
        || entry.equals(withPort)
        || (entry.startsWith("*.") && host.endsWith(entry.substring(1)));
  }
}
