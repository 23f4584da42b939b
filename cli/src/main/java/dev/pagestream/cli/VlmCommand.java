package dev.pagestream.cli;

import dev.pagestream.ingest.IngestConfig;
import dev.pagestream.ingest.ProfileConfig;
import dev.pagestream.runtime.config.ConfigLoader;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.secret.SecretReference;
import dev.pagestream.standalone.SystemFile;
import dev.pagestream.vlm.VlmWorkerConfig;
import dev.pagestream.vlm.client.EndpointProbe;
import dev.pagestream.vlm.client.Target;
import dev.pagestream.vlm.client.Timeouts;
import dev.pagestream.vlm.dialect.Dialects;
import dev.pagestream.vlm.lane.LaneConfig;
import dev.pagestream.vlm.lane.LaneTargets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pagestream vlm`.
@Command(
    name = "vlm",
    description = "Looks after model endpoints.",
    mixinStandardHelpOptions = true,
    subcommands = VlmCommand.CheckCommand.class)
final class VlmCommand {
  @Command(
      name = "check",
      description = {
        "Tries out every address of the lanes: reachable, authorised, model present, answers a test picture.",
        "Says of each what is wrong. Exit code 1 when anything is."
      },
      mixinStandardHelpOptions = true)
  static final class CheckCommand implements Callable<Integer> {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "Lanes and profiles, as for serve.")
    private @Nullable Path config;

    @Option(names = "--lane", description = "Only these lanes. May be repeated.")
    private List<String> lanes = List.of();

    @Option(names = "--url", description = "An endpoint without configuration, instead.")
    private @Nullable String url;

    @Option(
        names = "--model",
        description = "Model to ask for; those of the lane's profiles when absent.")
    private @Nullable String model;

    @Option(
        names = "--dialect",
        description = "Kind of the server at --url; told from the address when absent.")
    private @Nullable String dialect;

    @Option(
        names = "--key-env",
        paramLabel = "VARIABLE",
        description = "Environment variable that holds the key for --url.")
    private @Nullable String keyVariable;

    @Option(
        names = "--timeout",
        defaultValue = "60",
        description = "Seconds a test picture may take (default ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    /// One address with one model.
    private record Probed(String name, Target target, String model) {}

    @Override
    public Integer call() throws InterruptedException {
      PrintWriter out = spec.commandLine().getOut();
      boolean well = true;
      try (EndpointProbe probe = new EndpointProbe(InstantSource.system())) {
        for (Probed probed : probed()) {
          for (EndpointProbe.Finding finding :
              probe.probe(probed.target(), probed.model(), timeouts())) {
            well &= finding.well();
            out.printf(
                "%-5s %s%s: %s%n",
                finding.well() ? "ok" : "WRONG",
                probed.name(),
                probed.model().isEmpty() ? "" : " " + probed.model(),
                finding.sentence());
            out.flush();
          }
        }
      }
      return well ? 0 : 1;
    }

    private Timeouts timeouts() {
      Duration total = Duration.ofSeconds(Math.max(1, timeoutSeconds));
      return new Timeouts(CONNECT, total, total, total);
    }

    private List<Probed> probed() {
      if (url != null) {
        return List.of(adhoc(url));
      }
      SystemFile file = config == null ? SystemFile.NONE : SystemFile.read(config);
      VlmWorkerConfig worker =
          ConfigLoader.load(
              VlmWorkerConfig.class, file.overrides().getOrDefault("vlmWorker", Map.of()));
      List<Probed> all = new ArrayList<>();
      new TreeMap<>(worker.lanes())
          .forEach((name, lane) -> {
            if (lanes.isEmpty() || lanes.contains(name)) {
              all.addAll(probed(name, lane, models(file, name)));
            }
          });
      if (all.isEmpty()) {
        throw new IllegalArgumentException(
            "there is no lane with addresses to check: give --config FILE with lanes, or --url");
      }
      return all;
    }

    private Probed adhoc(String address) {
      Optional<Secret> key =
          Optional.ofNullable(keyVariable)
              .map(variable ->
                  SecretReference.resolve(
                      "--key-env", new Secret("env:" + variable), System.getenv()));
      Target target =
          new Target(
              address,
              Map.of(),
              dialect == null ? Dialects.of(address) : Dialects.named(dialect),
              key,
              Map.of());
      return new Probed(address, target, model == null ? "" : model);
    }

    private static List<Probed> probed(String name, LaneConfig lane, List<String> models) {
      List<Probed> all = new ArrayList<>();
      for (Target target : LaneTargets.of(name, lane, System.getenv())) {
        models.forEach(each -> all.add(new Probed(name + " " + target.url(), target, each)));
      }
      return all;
    }

    /// Of the profiles on the lane; none when they name none.
    private List<String> models(SystemFile file, String lane) {
      if (model != null) {
        return List.of(model);
      }
      IngestConfig ingest =
          ConfigLoader.load(IngestConfig.class, file.overrides().getOrDefault("ingest", Map.of()));
      TreeSet<String> models = new TreeSet<>();
      for (Map<String, ProfileConfig> kind :
          List.of(ingest.profiles(), ingest.chartProfiles(), ingest.pageProfiles())) {
        kind.values().stream()
            .filter(profile -> profile.lane().orElse(ingest.defaultLane()).equals(lane))
            .flatMap(profile -> profile.model().stream())
            .forEach(models::add);
      }
      return models.isEmpty() ? List.of("") : List.copyOf(models);
    }
  }
}
