package dev.pagestream.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DeadLetterIdTest {
  @Test
  void whatIsPrintedIsRead() {
    DeadLetterId id = new DeadLetterId(3, 42);

    assertThat(DeadLetterId.parse(id.toString())).isEqualTo(id);
  }

  @Test
  void anythingElseIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeadLetterId.parse("3:42"))
        .withMessageContaining("3:42");
  }
}
