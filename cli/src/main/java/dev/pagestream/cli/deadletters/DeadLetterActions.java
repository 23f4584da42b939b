package dev.pagestream.cli.deadletters;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `dead-letters list` and `dead-letters replay` do once Kafka is known.
public final class DeadLetterActions {
  private DeadLetterActions() {}

  private static List<FoundDeadLetter> letters(DeadLetterArchive.Search search, PrintWriter out) {
    if (search.unreadable() > 0) {
      out.printf("%d unreadable records skipped%n", search.unreadable());
    }
    return search.letters();
  }

  /// Options and work of `list`.
  public static final class Listing {
    @Mixin private SelectionOptions selection = new SelectionOptions();

    public void run(ReplayRun run, PrintWriter out) {
      List<FoundDeadLetter> found = letters(run.find(selection.selection(true)), out);
      if (found.isEmpty()) {
        out.println("no dead letters");
      } else {
        DeadLetterTable.lines(found).forEach(out::println);
      }
      out.flush();
    }
  }

  /// Options and work of `replay`.
  public static final class Replaying {
    @Mixin private SelectionOptions selection = new SelectionOptions();

    @Option(names = "--again", description = "Also those that were replayed already.")
    private boolean again;

    @Option(
        names = "--timeout",
        defaultValue = "PT4H",
        description =
            "From now to the deadline of the next revision, ISO-8601 (default ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    /// @return ids of the documents that will have a next revision
    public Set<String> run(ReplayRun run, PrintWriter out) {
      List<FoundDeadLetter> found = letters(run.find(selection.selection(again)), out);
      run.replay(found, timeout);
      Set<String> documents =
          found.stream().map(dead -> dead.letter().getDocumentId()).collect(Collectors.toSet());
      out.printf("replayed %d dead letters of %d documents%n", found.size(), documents.size());
      out.flush();
      return documents;
    }
  }
}
