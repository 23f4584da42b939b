package dev.pagestream.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A small HTTP/1.1 server with control over its sockets: it can refuse, reset and hang, which
/// servers made for production cannot. One virtual thread per connection; idle connections are
/// closed after 5 s, as uvicorn does. Thread-safe.
final class HttpListener implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int BUFFER_BYTES = 64 << 10;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(5);

  /// Below the ports the system hands out: a client that keeps asking a closed port of that range
  /// can meet itself.
  private static final int FIRST_PORT = 20_000;

  private static final int LAST_PORT = 30_000;
  private static final int PORT_TRIES = 100;

  /// Answers one request. Returns whether the connection may carry another.
  interface Handler {
    boolean handle(HttpMessage request, Socket socket, OutputStream out)
        throws IOException, InterruptedException;
  }

  private final Handler handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private @Nullable ServerSocket listening; // Guarded by this.
  private @Nullable Thread acceptor; // Guarded by this.

  /// @param port 0 for a free one
  HttpListener(int port, Handler handler) throws IOException {
    this.handler = handler;
    ServerSocket socket = port == 0 ? bindAnywhere() : bind(port);
    this.port = socket.getLocalPort();
    accept(socket);
  }

  int port() {
    return port;
  }

  /// Stops listening and resets every open connection. New ones are refused until [#comeBack].
  synchronized void goDown() {
    try {
      if (listening != null) {
        listening.close();
        listening = null;
      }
      if (acceptor != null) {
        acceptor.join(
            CLOSE_LIMIT); // Only then does the system refuse: the socket closes when accept has
        // returned.
        acceptor = null;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    open.forEach(HttpListener::reset);
  }

  /// Listens again, on the same port.
  synchronized void comeBack() {
    if (listening == null) {
      try {
        accept(bind(port));
      } catch (IOException e) {
        throw new UncheckedIOException("port " + port + " was taken meanwhile", e);
      }
    }
  }

  @Override
  public void close() {
    goDown();
  }

  /// Ends the connection with RST instead of FIN.
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException _) {
      // It was closed already, which is what is wanted.
    }
  }

  private synchronized void accept(ServerSocket socket) {
    listening = socket;
    acceptor = Thread.ofVirtual().name("http-accept-" + port).start(() -> acceptAll(socket));
  }

  private void acceptAll(ServerSocket socket) {
    try (socket) {
      while (!socket.isClosed()) {
        Socket connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().name("http-connection-" + port).start(() -> serve(connection, socket));
      }
    } catch (IOException _) {
      // Closed by goDown.
    }
  }

  private void serve(Socket connection, ServerSocket from) {
    try (connection) {
      if (from.isClosed()) {
        reset(connection);
        return;
      }
      connection.setTcpNoDelay(true);
      connection.setSoTimeout((int) IDLE.toMillis());
      InputStream in = new BufferedInputStream(connection.getInputStream(), BUFFER_BYTES);
      OutputStream out = new BufferedOutputStream(connection.getOutputStream(), BUFFER_BYTES);
      boolean more = true;
      while (more) {
        Optional<HttpMessage> request = HttpMessage.read(in, out);
        more = request.isPresent() && handler.handle(request.get(), connection, out);
      }
    } catch (IOException | NumberFormatException _) {
      // The client went away, spoke nonsense or stayed idle; the log of calls tells what matters.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(connection);
    }
  }

  private static ServerSocket bindAnywhere() throws IOException {
    IOException last = new IOException("no free port");
    for (int i = 0; i < PORT_TRIES; i++) {
      try {
        return bind(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT));
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
