package dev.pagestream.runtime.lifecycle;

import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.ConfigException;
import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.runtime.config.ConfigPrinter;
import dev.pagestream.runtime.telemetry.LogKeys;
import dev.pagestream.runtime.telemetry.ServiceMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command line of a service, without the end of the JVM.
@Command(mixinStandardHelpOptions = true, versionProvider = ServiceCommand.VersionLine.class)
final class ServiceCommand<C extends Record> implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceCommand.class);

  /// Longer than the longest call of any service; what supervises the process is usually less
  /// patient.
  private static final Duration STOP_LIMIT = Duration.ofMinutes(5);

  private final String name;
  private final Class<C> configType;
  private final Function<C, AdminConfig> admin;
  private final BiFunction<C, MeterRegistry, Service> factory;
  private final Map<String, String> environment;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file; the environment goes over it.")
  private @Nullable Path configFile;

  @Option(names = "--print-config", description = "Print the configuration in effect and exit.")
  private boolean printConfig;

  @Spec private CommandSpec spec = CommandSpec.create(); // Set by picocli.

  ServiceCommand(
      String name,
      Class<C> configType,
      Function<C, AdminConfig> admin,
      BiFunction<C, MeterRegistry, Service> factory,
      Map<String, String> environment) {
    this.name = name;
    this.configType = configType;
    this.admin = admin;
    this.factory = factory;
    this.environment = environment;
  }

  int execute(String... args) {
    return commandLine().execute(args);
  }

  CommandLine commandLine() {
    return new CommandLine(this).setCommandName(name);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      C config =
          ConfigLoader.load(
              configType, Optional.ofNullable(configFile), environment, ServiceMain.ENV_PREFIX);
      if (printConfig) {
        spec.commandLine().getOut().print(ConfigPrinter.yaml(config));
        spec.commandLine().getOut().flush();
        return ServiceMain.EXIT_OK;
      }
      return serve(config);
    } catch (ConfigException e) {
      err.println(name + ": the configuration has " + e.problems().size() + " problem(s):");
      e.problems().forEach(problem -> err.println("  - " + problem));
      return ServiceMain.EXIT_CONFIG;
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue(LogKeys.SERVICE, name).setCause(e).log("service could not start");
      return ServiceMain.EXIT_FAILED;
    }
  }

  private int serve(C config) throws InterruptedException {
    try (ServiceMeters meters = ServiceMeters.create(name);
        ServiceRun run = new ServiceRun(name, admin.apply(config), meters.registry(), STOP_LIMIT)) {
      Runtime.getRuntime().addShutdownHook(new Thread(run::close, name + "-stop"));
      run.launch(() -> factory.apply(config, meters.registry()));
      return run.await();
    }
  }

  /// Prints name and version.
  static final class VersionLine implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"${COMMAND-FULL-NAME} " + Version.current()};
    }
  }
}
