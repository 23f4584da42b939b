package dev.pagestream.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class InputTest {
  @Test
  void aUrlIsNamedAfterTheLastPartOfItsPath() {
    assertThat(Input.parse("https://example.org/a/report.pdf?x=1").name()).isEqualTo("report.pdf");
    assertThat(Input.parse("HTTP://example.org/").name()).isEqualTo("HTTP://example.org/");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Input.parse("no-such.pdf"))
        .withMessageContaining("no-such.pdf");
  }
}
