package dev.pagestream.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloserTest {
  private final List<String> closed = new ArrayList<>();
  private final Closer closer = new Closer();

  @Test
  void closesInReverseOrderAndOnlyOnce() {
    closer.register(named("first"));
    closer.register(named("second"));

    closer.close();
    closer.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void aFailureStopsNothingAndTheFirstIsThrown() {
    closer.register(named("first"));
    closer.register(failing("later"));
    closer.register(failing("earlier"));

    assertThatThrownBy(closer::close)
        .hasMessage("earlier")
        .satisfies(thrown ->
            assertThat(thrown.getSuppressed())
                .singleElement()
                .hasToString("java.lang.IllegalStateException: later"));
    assertThat(closed).containsExactly("first");
  }

  @Test
  void whatComesLateIsClosedAtOnce() {
    closer.close();

    assertThatThrownBy(() -> closer.register(named("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsExactly("late");
  }

  private AutoCloseable named(String name) {
    return () -> closed.add(name);
  }

  private static AutoCloseable failing(String message) {
    return () -> {
      throw new IllegalStateException(message);
    };
  }
}
