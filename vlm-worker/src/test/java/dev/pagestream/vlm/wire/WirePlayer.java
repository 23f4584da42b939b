package dev.pagestream.vlm.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A server that answers the first request it gets with the first response, the second with the
/// second, on whichever connection they come; after the last one it only writes down what comes and
/// hangs up.
final class WirePlayer implements AutoCloseable {
  private final ServerSocket listening;
  private final Queue<WireResponse> responses;
  private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  WirePlayer(List<WireResponse> responses) throws IOException {
    this.responses = new ConcurrentLinkedQueue<>(responses);
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("wire-player").start(this::accept);
  }

  /// `http://127.0.0.1:PORT`
  String address() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /// What came in so far.
  List<ReceivedRequest> received() {
    return List.copyOf(received);
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listening.accept();
        open.add(connection);
        Thread.ofVirtual().name("wire-connection").start(() -> serve(connection));
      }
    } catch (IOException _) {
      // Closed: the file is played.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true); // Else pieces could reach the client as one.
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = new BufferedOutputStream(connection.getOutputStream());
      boolean more = true;
      while (more) {
        Optional<ReceivedRequest> request = ReceivedRequest.read(in);
        request.ifPresent(received::add);
        @Nullable WireResponse response = request.isPresent() ? responses.poll() : null;
        if (response != null) {
          response.writeTo(out);
        }
        more = response != null && !response.isLast();
      }
    } catch (IOException _) {
      // The client hung up, as it does when it has heard enough.
    } finally {
      open.remove(connection);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
