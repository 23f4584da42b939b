package dev.pagestream.cli;

import dev.pagestream.cli.convert.Converted;
import dev.pagestream.cli.convert.Input;
import dev.pagestream.document.export.OutputFormat;
import dev.pagestream.standalone.LocalSettings;
import dev.pagestream.standalone.model.StandInModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `pagestream demo`: the bundled sample through the whole system, described by the built-in
/// stand-in over HTTP.
@Command(
    name = "demo",
    description = {
      "Converts a bundled sample report and prints the finished Markdown.",
      "Pictures are described by a built-in stand-in, which is no AI model: it names size, rough kind, colours and",
      "caption. Everything else is the production path: Kafka, page workers, model calls over HTTP, assembler."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final String SAMPLE = "report.pdf";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      defaultValue = ".pagestream/demo",
      description =
          "Directory of all state (default ${DEFAULT-VALUE}). A second run over it makes no model call.")
  private Path data = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    System.err.println("starting Kafka, registry and the four services over " + data + " ...");
    Path sample = copySample();
    try (StandInModel model = StandInModel.start();
        Session session = Session.start(LocalSettings.shortLived(data))) {
      System.err.println(
          "describing pictures with the built-in stand-in (no AI model) at " + model.url());
      List<Converted> converted =
          ConvertCommand.convert(
              session,
              List.of(new Input.LocalFile(sample)),
              options(model.url()),
              List.of(OutputFormat.MD, OutputFormat.JSON),
              data.resolve("out"));
      show(converted.getFirst(), out);
      return converted.getFirst().succeeded() ? 0 : 1;
    }
  }

  private static Map<String, Object> options(String url) {
    return Map.of(
        "to_formats",
        List.of("md", "json"),
        "do_picture_description",
        true,
        "pagestream_prompt_context",
        true,
        "picture_description_api",
        Map.of(
            "url",
            url,
            "params",
            Map.of("model", StandInModel.MODEL),
            "prompt",
            "Describe this image in a few sentences.",
            "timeout",
            30));
  }

  private static void show(Converted document, PrintWriter out) throws IOException {
    if (!document.files().isEmpty()) {
      out.println();
      out.print(Files.readString(document.files().getFirst()));
      out.println();
    }
    out.print(Summary.of(List.of(document)));
    out.flush();
  }

  private Path copySample() throws IOException {
    Files.createDirectories(data);
    Path copy = data.resolve(SAMPLE);
    try (InputStream in = DemoCommand.class.getResourceAsStream("/samples/" + SAMPLE)) {
      if (in == null) {
        throw new IllegalStateException("the sample is missing from this build");
      }
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }
}
