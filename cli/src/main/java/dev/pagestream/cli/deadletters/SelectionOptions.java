package dev.pagestream.cli.deadletters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which dead letters a command means.
final class SelectionOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Ids as printed by list; none means all that match.")
  private List<String> ids = List.of();

  @Option(names = "--document", description = "Only of this document id.")
  private @Nullable String documentId;

  @Option(
      names = "--stage",
      description = "Only of this stage: splitter, page-worker, vlm-worker, finisher.")
  private @Nullable String stage;

  @Option(names = "--code", description = "Only with this failure code.")
  private @Nullable String code;

  @Option(
      names = "--since",
      description = "Only failed at or after this instant, for example 2026-11-21T10:00:00Z.")
  private @Nullable Instant since;

  Selection selection(boolean includeReplayed) {
    Set<DeadLetterId> parsed = ids.stream().map(DeadLetterId::parse).collect(Collectors.toSet());
    return new Selection(
        parsed,
        Optional.ofNullable(documentId),
        Optional.ofNullable(stage),
        Optional.ofNullable(code),
        Optional.ofNullable(since),
        includeReplayed);
  }
}
