package dev.pagestream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ChunkingFlagsTest {
  @Test
  void whatIsNotSaidIsLeftToTheService() {
    assertThat(options()).isEmpty();
    assertThat(options("--max-tokens", "512"))
        .isEqualTo(Map.of("chunking_options", Map.of("max_tokens", 512)));
  }

  @Test
  void theChunkerIsNamedAsTheServiceNamesIt() {
    assertThat(options("--chunker", "hierarchical", "--max-tokens", "64"))
        .isEqualTo(Map.of("chunking_options", Map.of("chunker", "hierarchical", "max_tokens", 64)));
  }

  private static Map<String, Object> options(String... args) {
    ChunkingFlags flags = new ChunkingFlags();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(flags))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(args);
    return flags.options();
  }
}
