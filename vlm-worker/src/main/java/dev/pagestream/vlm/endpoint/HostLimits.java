package dev.pagestream.vlm.endpoint;

import dev.pagestream.vlm.dialect.CompletionsUrl;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/// The limit of each host that is called. Thread-safe. Bounded by the endpoints: a limit nobody
/// refers to is forgotten.
public final class HostLimits {
  private final Map<String, WeakReference<HostLimit>> byHost = new HashMap<>(); // Guarded by this.

  /// The limit of the host and port of this address.
  public synchronized HostLimit of(String url) {
    byHost.values().removeIf(reference -> reference.get() == null);
    String host = host(url);
    WeakReference<HostLimit> known = byHost.get(host);
    HostLimit limit = known == null ? null : known.get();
    if (limit == null) {
      limit = new HostLimit();
      byHost.put(host, new WeakReference<>(limit));
    }
    return limit;
  }

  private static String host(String url) {
    return CompletionsUrl.parse(url)
        .map(address -> address.host().replaceFirst("\\.$", "") + ":" + address.port())
        .orElse(""); // The call will tell that it is no address.
  }
}
