package dev.pagestream.embedded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A schema registry for one machine: the part of Confluent's REST protocol that serdes and deploy
/// steps use, over one file. Avro only, no schema references. Thread-safe.
///
/// Ids and compatibility levels survive restarts. The default level is BACKWARD, as Confluent's is.
/// Listens on 127.0.0.1 only.
public final class LocalRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRegistry.class);
  private static final int BACKLOG = 64;

  private final HttpServer server;
  private final ExecutorService requests;
  private final SchemaStore store;

  private LocalRegistry(HttpServer server, ExecutorService requests, SchemaStore store) {
    this.server = server;
    this.requests = requests;
    this.store = store;
  }

  /// @param file created when absent; belongs to one running registry
  /// @param port 0 for any free port
  /// @throws UncheckedIOException when the file is unreadable or the port is taken
  /// @throws IllegalStateException when a registry already runs on the file
  public static LocalRegistry start(Path file, int port) {
    try {
      SchemaStore store = SchemaStore.open(file);
      try {
        return start(store, port);
      } catch (IOException e) {
        store.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start a registry on " + file + ", port " + port, e);
    }
  }

  private static LocalRegistry start(SchemaStore store, int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(Loopback.address(), port), BACKLOG);
    ExecutorService requests =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("registry-", 0).factory());
    server.setExecutor(requests);
    server.createContext("/", new RegistryHandler(new RegistryApi(store)));
    server.start();
    LocalRegistry registry = new LocalRegistry(server, requests, store);
    LOG.atInfo().addKeyValue("url", registry.url()).log("Schema registry started");
    return registry;
  }

  public String url() {
    return "http://" + Loopback.HOST + ":" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    requests.close();
    try {
      store.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
