package dev.pagestream.cli;

import dev.pagestream.standalone.LocalSettings;
import dev.pagestream.standalone.LocalSystem;
import dev.pagestream.standalone.SystemFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pagestream serve`: the whole system in one process.
@Command(
    name = "serve",
    description =
        "Runs the whole system in this process over one directory; state survives restarts.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final String DOCLING_SWITCH = "DOCLING_SERVE_ENABLE_REMOTE_SERVICES";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (default ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "5001",
      description = "Port of the API (default ${DEFAULT-VALUE}); 0 takes a free one.")
  private int port;

  @Option(
      names = "--admin-port",
      defaultValue = "0",
      description = "Port of /livez, /readyz, /metrics; 0 (default) takes a free one.")
  private int adminPort;

  @Option(
      names = "--data",
      defaultValue = ".pagestream",
      description = "Directory of all state (default ${DEFAULT-VALUE}).")
  private Path data = Path.of("");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Lanes, profiles and further configuration of the services.")
  private @Nullable Path config;

  @Option(
      names = "--enable-remote-services",
      description =
          "Allow requests to call remote models. Also " + DOCLING_SWITCH + "=true. Off by default.")
  private boolean enableRemoteServices;

  @Option(
      names = "--allow-private-addresses",
      description =
          "Allow URL sources on private, loopback and link-local addresses. Off by default.")
  private boolean allowPrivateAddresses;

  @Override
  public Integer call() throws InterruptedException {
    Path log = CliLogging.logInto(data);
    PrintWriter out = spec.commandLine().getOut();
    boolean remote = enableRemoteServices || Boolean.parseBoolean(System.getenv(DOCLING_SWITCH));
    SystemFile file = config == null ? SystemFile.NONE : SystemFile.read(config);
    LocalSystem system =
        LocalSystem.start(
            new LocalSettings(
                data,
                host,
                port,
                adminPort,
                remote,
                allowPrivateAddresses,
                file.lanes(),
                file.overrides()));
    Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
    system.awaitReady(START_LIMIT);
    out.printf(
        "ready %s%n  kafka %s, registry %s, admin %s, data %s, log %s%n  remote services %s%n",
        system.connection().api(),
        system.connection().bootstrapServers(),
        system.connection().registryUrl(),
        system.adminAddress(),
        data,
        log,
        remote
            ? "on"
            : "off (requests that need a model are refused; --enable-remote-services allows them)");
    out.flush();
    system.awaitTermination();
    spec.commandLine()
        .getErr()
        .println("pagestream: a service ended for good; " + log + " says why");
    return 1;
  }
}
