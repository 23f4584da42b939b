package dev.pagestream.cli;

import dev.pagestream.pageworker.inspect.Inspection;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pagestream inspect`.
@Command(
    name = "inspect",
    description =
        "Draws what analysis finds on a page over the page: boxes, kinds, captions, reading order. Needs no service and calls no model.",
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A PDF or an image.")
  private Path file = Path.of("");

  @Option(
      names = "--page",
      paramLabel = "N",
      defaultValue = "1",
      description = "From 1; default ${DEFAULT-VALUE}.")
  private int page = 1;

  @Option(
      names = "--out",
      paramLabel = "PNG",
      description = "File to write; default FILE-page-N.png in the current directory.")
  private @Nullable Path out;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      defaultValue = "2",
      description = "1 is 72 dpi; default ${DEFAULT-VALUE}.")
  private double scale = 2;

  @Override
  public Integer call() throws IOException {
    if (!(scale > 0 && scale <= 10)) {
      throw new ParameterException(
          spec.commandLine(), "--scale is " + scale + ", must be above 0, at most 10");
    }
    Path target = out == null ? Path.of(file.getFileName() + "-page-" + page + ".png") : out;
    try (Inspection inspection = Inspection.open(file, PageLimits.DEFAULT)) {
      ImageIO.write(inspection.overlay(page, scale), "png", target.toFile());
    } catch (PageFailedException e) {
      throw new IllegalArgumentException(file + ": " + e.sentence(), e);
    }
    spec.commandLine().getOut().println(target);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
