package dev.pagestream.pageworker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.blobstore.BlobNotFoundException;
import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.layout.ArrangedPage;
import dev.pagestream.pageworker.layout.PageLayout;
import dev.pagestream.pageworker.picture.Crop;
import dev.pagestream.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSourcesIT {
  private static final Duration IDLE = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private final List<RecordedSource> opened = new ArrayList<>();
  private BlobStore blobs;
  private OpenSources sources;

  @BeforeEach
  void start() {
    blobs = BlobStores.files(directory.resolve("blobs"));
    for (String key : List.of("a", "b", "c")) {
      blobs.put(key, new byte[100]);
    }
    sources = sources(2, 1000);
  }

  @AfterEach
  void stop() {
    sources.close();
    blobs.close();
  }

  @Test
  void keepsASourceOpenFromPageToPage() throws Exception {
    usePage("a");
    usePage("a");

    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst().closed).isFalse();
  }

  @Test
  void neverGivesOneInstanceToTwoPagesAtOnce() throws Exception {
    BorrowedSource first = sources.borrow("a", "pdf", Optional.empty());
    BorrowedSource second = sources.borrow("a", "pdf", Optional.empty());

    assertThat(first.open()).isNotSameAs(second.open());
    first.giveBack();
    second.giveBack();
    assertThat(opened).extracting(source -> source.closed).containsExactly(false, false);
  }

  @Test
  void neverUsesADiscardedInstanceAgain() throws Exception {
    BorrowedSource bad = sources.borrow("a", "pdf", Optional.empty());
    bad.open();
    bad.discard();
    usePage("a");

    assertThat(opened).extracting(source -> source.closed).containsExactly(true, false);
  }

  @Test
  void closesTheLeastRecentlyUsedAboveTheCount() throws Exception {
    usePage("a");
    usePage("b");
    usePage("c");

    assertThat(opened).extracting(source -> source.closed).containsExactly(true, false, false);
  }

  @Test
  void closesTheLeastRecentlyUsedAboveTheBytesButKeepsTheLast() throws Exception {
    sources = sources(10, 99);
    usePage("a");
    assertThat(opened.getFirst().closed).isFalse();
    usePage("b");

    assertThat(opened).extracting(source -> source.closed).containsExactly(true, false);
  }

  @Test
  void closesWhatHasBeenIdleForTooLong() throws Exception {
    usePage("a");
    clock.advance(IDLE.minusSeconds(1));
    sources.sweep();
    assertThat(opened.getFirst().closed).isFalse();

    clock.advance(Duration.ofSeconds(1));
    sources.sweep();
    assertThat(opened.getFirst().closed).isTrue();
  }

  @Test
  void closesAnInstanceAfterSixtyFourPages() throws Exception {
    for (int page = 0; page < 65; page++) {
      usePage("a");
    }

    assertThat(opened).extracting(source -> source.closed).containsExactly(true, false);
  }

  @Test
  void closesBorrowedSourcesWhenTheyComeBackAfterTheEnd() throws Exception {
    BorrowedSource borrowed = sources.borrow("a", "pdf", Optional.empty());
    borrowed.open();
    sources.close();
    borrowed.giveBack();

    assertThat(opened.getFirst().closed).isTrue();
  }

  @Test
  void saysWhenThereIsNoSuchSource() {
    assertThatThrownBy(() -> sources.borrow("absent", "pdf", Optional.empty()).open())
        .isInstanceOf(BlobNotFoundException.class);
  }

  private OpenSources sources(int maxIdle, long maxBytes) {
    LocalFiles files = new LocalFiles(blobs, directory.resolve("copies"), 1000);
    return new OpenSources(
        files, (_, _, _) -> new RecordedSource(opened), maxIdle, maxBytes, IDLE, clock);
  }

  private void usePage(String key) throws Exception {
    BorrowedSource source = sources.borrow(key, "pdf", Optional.empty());
    source.open();
    source.giveBack();
  }

  private static final class RecordedSource implements PageSource {
    boolean closed;

    RecordedSource(List<RecordedSource> opened) {
      opened.add(this);
    }

    @Override
    public int pages() {
      return 1;
    }

    @Override
    public ArrangedPage arrange(int page, PageLayout layout) {
      return new ArrangedPage(page, 1, 1, List.of());
    }

    @Override
    public List<Crop> crop(int page, List<Box> boxes, double scale) {
      return List.of();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
