package dev.pagestream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ModelOptionsTest {
  @Test
  void withoutAnEndpointNothingIsDescribed() {
    assertThat(parsed().pictureDescriptionApi()).isEmpty();
  }

  @Test
  void parametersAreJsonAndAPlainWordIsText() {
    ModelOptions options =
        parsed(
            "--vlm-url=http://localhost:1/v1",
            "--vlm-model=m",
            "--vlm-param=max_tokens=300",
            "--vlm-param=stop=[\"a\"]",
            "--vlm-param=detail=low");

    assertThat(options.pictureDescriptionApi().orElseThrow().get("params"))
        .asString()
        .isEqualTo("{model=m, max_tokens=300, stop=[a], detail=low}");
  }

  @Test
  void aProfileIsAskedForByName() {
    assertThat(parsed("--vlm-profile=granite_vision").options())
        .isEqualTo(
            Map.of("do_picture_description", true, "picture_description_preset", "granite_vision"));
    assertThat(parsed().options()).isEmpty();
  }

  @Test
  void anEndpointAndAProfileAreRefusedTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(parsed("--vlm-profile=p", "--vlm-url=http://localhost:1/v1")::options)
        .withMessageContaining("not both");
  }

  @Test
  void aKeyVariableThatIsNotSetIsNamed() {
    ModelOptions options =
        parsed("--vlm-url=http://localhost:1/v1", "--vlm-key-env=PAGESTREAM_NO_SUCH_VARIABLE");

    assertThatIllegalArgumentException()
        .isThrownBy(options::pictureDescriptionApi)
        .withMessageContaining("PAGESTREAM_NO_SUCH_VARIABLE");
  }

  private static ModelOptions parsed(String... args) {
    return CommandLine.populateCommand(new ModelOptions(), args);
  }
}
