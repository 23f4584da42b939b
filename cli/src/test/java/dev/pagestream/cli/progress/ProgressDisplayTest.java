package dev.pagestream.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void elsewhereALineIsPrintedOnlyWhenItChanges() {
    show(new ProgressDisplay(out, false));

    assertThat(text().lines()).hasSize(2);
    assertThat(text()).contains("waiting", "finished").doesNotContain("\u001b");
  }

  @Test
  void onATerminalTheLineIsRedrawnInPlace() {
    show(new ProgressDisplay(out, true));

    assertThat(text()).contains("\u001b[1A", "\u001b[2K", "3.0 s");
  }

  private static void show(ProgressDisplay display) {
    display.show("a.pdf", "waiting", 1);
    display.refresh();
    display.show("a.pdf", "waiting", 2);
    display.refresh();
    display.show("a.pdf", "finished", 3);
    display.refresh();
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
