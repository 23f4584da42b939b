package dev.pagestream.runtime.lifecycle;

import dev.pagestream.runtime.config.AdminConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The `main` of a service: options, configuration, admin server, service, SIGTERM, exit code.
///
/// Exit codes: 0 asked and answered, 1 the service could not start or ended by itself, 2 wrong
/// options, 78 wrong configuration. After SIGTERM the service is drained and the JVM ends with its
/// usual 143.
public final class ServiceMain {
  /// Variables of this prefix configure a service.
  public static final String ENV_PREFIX = "PAGESTREAM_";

  static final int EXIT_OK = 0;
  static final int EXIT_FAILED = 1;
  static final int EXIT_CONFIG = 78;

  private ServiceMain() {}

  /// Does not return: ends the JVM when the service has ended.
  ///
  /// @param admin where the configuration of the admin server is
  /// @param factory builds and starts the service
  public static <C extends Record> void run(
      String name,
      Class<C> configType,
      Function<C, AdminConfig> admin,
      BiFunction<C, MeterRegistry, Service> factory,
      String[] args) {
    ServiceCommand<C> command =
        new ServiceCommand<>(name, configType, admin, factory, System.getenv());
    System.exit(command.execute(args));
  }
}
