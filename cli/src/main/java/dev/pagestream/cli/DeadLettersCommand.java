package dev.pagestream.cli;

import dev.pagestream.cli.deadletters.DeadLetterActions;
import dev.pagestream.cli.deadletters.ReplayRun;
import dev.pagestream.cli.progress.DocumentFollower;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.serde.EventCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pagestream dead-letters`: what failed, and once more.
@Command(
    name = "dead-letters",
    description = "Lists and replays what failed.",
    mixinStandardHelpOptions = true,
    subcommands = {DeadLettersCommand.ListCommand.class, DeadLettersCommand.ReplayCommand.class})
final class DeadLettersCommand {
  @Command(
      name = "list",
      description = "Lists dead letters, oldest first.",
      mixinStandardHelpOptions = true)
  static final class ListCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private DeadLetterActions.Listing listing = new DeadLetterActions.Listing();

    @Override
    public Integer call() throws IOException, InterruptedException {
      try (Session session = Session.open(connection);
          EventCodec codec = session.requireKafka().codec()) {
        listing.run(run(session, codec), spec.commandLine().getOut());
        return 0;
      }
    }
  }

  @Command(
      name = "replay",
      description = "Sends dead letters back to their stages and waits for the next revisions.",
      mixinStandardHelpOptions = true)
  static final class ReplayCommand implements Callable<Integer> {
    private static final Duration ROUND = Duration.ofMillis(100);

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private DeadLetterActions.Replaying replaying = new DeadLetterActions.Replaying();

    @Option(
        names = "--wait",
        defaultValue = "300",
        description =
            "Seconds to wait for the next revisions; 0 does not wait (default ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
      PrintWriter out = spec.commandLine().getOut();
      try (Session session = Session.open(connection);
          EventCodec codec = session.requireKafka().codec();
          DocumentFollower follower = follower(session.requireKafka(), codec)) {
        Set<String> documents = replaying.run(run(session, codec), out);
        return waitSeconds == 0 || awaitFinished(documents, follower, out) ? 0 : 1;
      }
    }

    private static DocumentFollower follower(Session.KafkaAccess kafka, EventCodec codec)
        throws InterruptedException {
      return DocumentFollower.open(kafka.clientProperties(), kafka.catalog(), codec);
    }

    private boolean awaitFinished(Set<String> documents, DocumentFollower follower, PrintWriter out)
        throws InterruptedException {
      long end = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
      for (String documentId : documents) {
        while (follower.finished(documentId).isEmpty()) {
          if (System.nanoTime() > end) {
            out.printf(
                "%s: %s; not finished within %d s%n",
                documentId, follower.phrase(documentId), waitSeconds);
            return false;
          }
          Thread.sleep(ROUND);
        }
        DocumentFinished finished = follower.finished(documentId).orElseThrow();
        out.printf(
            "%s (%s): revision %d, %s%n",
            documentId,
            finished.getOrigin().getName(),
            finished.getRevision(),
            finished.getOutcome().name().toLowerCase(Locale.ROOT));
      }
      return true;
    }
  }

  private static ReplayRun run(Session session, EventCodec codec) {
    Session.KafkaAccess kafka = session.requireKafka();
    return new ReplayRun(kafka.clientProperties(), kafka.catalog(), codec);
  }
}
