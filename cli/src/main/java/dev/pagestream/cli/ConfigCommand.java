package dev.pagestream.cli;

import dev.pagestream.assembler.AssemblerConfig;
import dev.pagestream.ingest.IngestConfig;
import dev.pagestream.pageworker.PageWorkerConfig;
import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.runtime.config.ConfigPrinter;
import dev.pagestream.runtime.lifecycle.ServiceMain;
import dev.pagestream.vlm.VlmWorkerConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pagestream config`.
@Command(
    name = "config",
    description = "Shows configuration.",
    mixinStandardHelpOptions = true,
    subcommands = ConfigCommand.PrintCommand.class)
final class ConfigCommand {
  /// The services that have a configuration of their own.
  enum ServiceName {
    INGEST_SERVICE(IngestConfig.class),
    PAGE_WORKER(PageWorkerConfig.class),
    VLM_WORKER(VlmWorkerConfig.class),
    ASSEMBLER(AssemblerConfig.class);

    private final Class<? extends Record> type;

    ServiceName(Class<? extends Record> type) {
      this.type = type;
    }

    Class<? extends Record> type() {
      return type;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Command(
      name = "print",
      description =
          "Prints the effective configuration of a service: defaults, file and environment together; secrets masked.",
      mixinStandardHelpOptions = true)
  static final class PrintCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SERVICE", description = "${COMPLETION-CANDIDATES}")
    private ServiceName service = ServiceName.INGEST_SERVICE;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "Configuration file of the service.")
    private @Nullable Path file;

    @Override
    public Integer call() {
      Record config =
          ConfigLoader.load(
              service.type(), Optional.ofNullable(file), System.getenv(), ServiceMain.ENV_PREFIX);
      spec.commandLine().getOut().print(ConfigPrinter.yaml(config));
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
