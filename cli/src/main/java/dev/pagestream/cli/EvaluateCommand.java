package dev.pagestream.cli;

import dev.pagestream.pageworker.evaluation.DocumentTruth;
import dev.pagestream.pageworker.evaluation.Evaluation;
import dev.pagestream.pageworker.evaluation.Scores;
import dev.pagestream.pageworker.source.PageFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pagestream evaluate`.
@Command(
    name = "evaluate",
    description =
        "Analyses the documents of a directory and compares with what is known to be on their pages: for each NAME.truth.json the file NAME.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIRECTORY")
  private Path directory = Path.of("");

  @Option(names = "--list", description = "Also lists what is missed and what is found wrongly.")
  private boolean list;

  @Override
  public Integer call() throws IOException {
    List<Path> truths;
    try (Stream<Path> files = Files.list(directory)) {
      truths =
          files.filter(file -> file.toString().endsWith(DocumentTruth.SUFFIX)).sorted().toList();
    }
    if (truths.isEmpty()) {
      throw new IllegalArgumentException(
          directory + " has no file that ends in " + DocumentTruth.SUFFIX);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(Scores.header());
    Scores all = Scores.NONE;
    for (Path truth : truths) {
      String name = truth.getFileName().toString().replace(DocumentTruth.SUFFIX, "");
      try {
        Evaluation.Evaluated evaluated =
            Evaluation.of(directory.resolve(name), DocumentTruth.read(truth));
        all = all.plus(evaluated.scores());
        out.println(evaluated.scores().row(name));
        if (list) {
          evaluated.differences().forEach(line -> out.println("  " + line));
        }
      } catch (PageFailedException e) {
        throw new IllegalArgumentException(name + ": " + e.sentence(), e);
      }
    }
    out.println(all.row("all"));
    out.flush();
    return 0;
  }
}
