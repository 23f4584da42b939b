package dev.pagestream.vlm.endpoint;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The endpoints this process has called lately, by identity. Thread-safe.
///
/// Bounded: beyond the maximum the longest unused ones are forgotten, those in use never; there are
/// at most as many of them as there are records being worked on.
public final class Endpoints {
  private final int max;
  private final LinkedHashMap<EndpointKey, Entry> entries =
      new LinkedHashMap<>(16, 0.75f, true); // Guarded by this.

  /// @param max endpoints remembered, at least 1
  public Endpoints(int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max is " + max + ", must be at least 1");
    }
    this.max = max;
  }

  /// The endpoint of this identity, kept until the lease is closed.
  ///
  /// @param ifAbsent makes it from its name when it is not remembered; must be quick
  public synchronized Lease lease(EndpointKey key, Function<String, Endpoint> ifAbsent) {
    Entry entry = entries.computeIfAbsent(key, _ -> new Entry(ifAbsent.apply(key.name())));
    entry.users++;
    forgetUnused();
    return new Lease(entry);
  }

  /// All that are remembered.
  public synchronized List<Endpoint> all() {
    return entries.values().stream().map(entry -> entry.endpoint).toList();
  }

  private void forgetUnused() {
    Iterator<Map.Entry<EndpointKey, Entry>> oldestFirst = entries.entrySet().iterator();
    while (entries.size() > max && oldestFirst.hasNext()) {
      if (oldestFirst.next().getValue().users == 0) {
        oldestFirst.remove();
      }
    }
  }

  private synchronized void release(Entry entry) {
    entry.users--;
    forgetUnused();
  }

  private static final class Entry {
    private final Endpoint endpoint;
    private int users; // Guarded by the Endpoints.

    Entry(Endpoint endpoint) {
      this.endpoint = endpoint;
    }
  }

  /// Keeps an endpoint from being forgotten. Close it once.
  public final class Lease implements AutoCloseable {
    private final Entry entry;

    private Lease(Entry entry) {
      this.entry = entry;
    }

    public Endpoint endpoint() {
      return entry.endpoint;
    }

    @Override
    public void close() {
      release(entry);
    }
  }
}
