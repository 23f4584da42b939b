package dev.pagestream.cli;

import dev.pagestream.runtime.config.ConfigException;
import dev.pagestream.runtime.lifecycle.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The `pagestream` command. Exit codes: 0 done, 1 a document or the command failed, 2 wrong usage,
/// 78 wrong configuration.
@Command(
    name = "pagestream",
    description = "Runs document pages through vision-language models, on Apache Kafka.",
    mixinStandardHelpOptions = true,
    versionProvider = PagestreamMain.VersionText.class,
    subcommands = {
      ServeCommand.class,
      ConvertCommand.class,
      DemoCommand.class,
      InspectCommand.class,
      EvaluateCommand.class,
      DeadLettersCommand.class,
      TopicsCommand.class,
      VlmCommand.class,
      ConfigCommand.class
    })
public final class PagestreamMain {
  private static final int EXIT_FAILED = 1;
  private static final int EXIT_CONFIG = 78;

  private PagestreamMain() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    CliLogging.configure();
    return new CommandLine(new PagestreamMain())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, _) -> report(e, command))
        .execute(args);
  }

  private static int report(Exception failure, CommandLine command) throws Exception {
    String message =
        switch (failure) {
          case ConfigException e -> e.getMessage();
          case UncheckedIOException e -> e.getMessage() + ": " + e.getCause();
          case IOException e -> e.getMessage();
          case KafkaException e -> sentence(e);
          case IllegalStateException e -> e.getMessage();
          case IllegalArgumentException e -> e.getMessage();
          case Exception e -> throw e;
        };
    command.getErr().println(command.getColorScheme().errorText("pagestream: " + message));
    return failure instanceof ConfigException ? EXIT_CONFIG : EXIT_FAILED;
  }

  /// Kafka's outer messages often say only that something failed; the reason is the innermost.
  private static String sentence(KafkaException failure) {
    String message = String.valueOf(failure.getMessage());
    Throwable cause = failure.getCause();
    if (cause == null) {
      return message;
    }
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return message + ": " + cause.getMessage();
  }

  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"pagestream " + Version.current()};
    }
  }
}
