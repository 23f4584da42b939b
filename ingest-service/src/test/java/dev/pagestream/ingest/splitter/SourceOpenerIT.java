package dev.pagestream.ingest.splitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.ingest.PlainCodec;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.source.SourceFetcher;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.DocumentSubmitted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceOpenerIT {
  private final PlainCodec codec = new PlainCodec();
  private final List<Boolean> parkedWhenAsked = new CopyOnWriteArrayList<>();
  private final Slot slot = new Slot();
  private HttpServer server;
  private BlobStore blobs;
  private SourceFetcher fetcher;
  private SourceOpener opener;

  @TempDir Path directory;

  /// Can be lost while parked, as when its partition leaves.
  private static final class Slot implements CallSlot {
    private volatile boolean parked;
    private boolean lost;

    @Override
    public Window window() {
      return new Window("test", 1);
    }

    @Override
    public void park(Duration duration) {}

    @Override
    public <T> T parkWhile(Callable<T> waiting) throws Exception {
      parked = true;
      T result = waiting.call();
      parked = false;
      if (lost) {
        throw new InterruptedException("lost");
      }
      return result;
    }

    @Override
    public int priorAttempts() {
      return 0;
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/a.pdf", this::answer);
    server.start();
    blobs = BlobStores.files(directory.resolve("blobs"));
    Spool spool = new Spool(directory.resolve("spool"));
    fetcher = new SourceFetcher(spool, 1000, true, Duration.ofSeconds(10));
    opener = new SourceOpener(blobs, spool, fetcher, 1, new HeaderSealer(Optional.empty()));
  }

  @AfterEach
  void close() {
    fetcher.close();
    blobs.close();
    codec.close();
    server.stop(0);
  }

  @Test
  void aUrlIsFetchedWhileTheSlotIsGivenUp() throws Exception {
    try (LocalSource source = opener.open(submitted(), slot)) {
      assertThat(source.bytes()).isEqualTo(3);
    }

    assertThat(parkedWhenAsked).containsExactly(true);
  }

  /// With one permit, the second fetch shows that the first gave it back.
  @Test
  void aSlotLostMeanwhileLeavesNeitherFileNorPermitBehind() throws Exception {
    slot.lost = true;
    assertThatThrownBy(() -> opener.open(submitted(), slot))
        .isInstanceOf(InterruptedException.class);
    try (Stream<Path> left = Files.list(directory.resolve("spool"))) {
      assertThat(left).isEmpty();
    }

    slot.lost = false;
    try (LocalSource source = opener.open(submitted(), slot)) {
      assertThat(source.bytes()).isEqualTo(3);
    }
  }

  private DocumentSubmitted submitted() {
    DocumentOrigin origin =
        DocumentOrigin.newBuilder()
            .setDocumentId("t-0")
            .setTaskId("t")
            .setTaskDocuments(1)
            .setName("a.pdf")
            .setSubmittedAt(Instant.EPOCH)
            .build();
    return DocumentSubmitted.newBuilder()
        .setOrigin(origin)
        .setSourceUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/a.pdf")
        .setOptions(ConversionOptions.newBuilder().build())
        .build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    parkedWhenAsked.add(slot.parked);
    try (exchange) {
      exchange.sendResponseHeaders(200, 3);
      exchange.getResponseBody().write(new byte[] {1, 2, 3});
    }
  }
}
