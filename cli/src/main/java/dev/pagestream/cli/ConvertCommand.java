package dev.pagestream.cli;

import dev.pagestream.cli.convert.ConversionRun;
import dev.pagestream.cli.convert.Converted;
import dev.pagestream.cli.convert.Input;
import dev.pagestream.cli.progress.DocumentFollower;
import dev.pagestream.cli.progress.ProgressDisplay;
import dev.pagestream.cli.rest.ConversionClient;
import dev.pagestream.document.export.OutputFormat;
import dev.pagestream.serde.EventCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `pagestream convert`: files and URLs in, Markdown and JSON out.
@Command(
    name = "convert",
    description =
        "Converts documents; pictures are described when --vlm-url or --vlm-profile names a model.",
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConnectionOptions connection = new ConnectionOptions();
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private ChunkingFlags chunking = new ChunkingFlags();

  @Parameters(arity = "1..*", paramLabel = "FILE|URL", description = "What to convert.")
  private List<String> inputs = List.of();

  @Option(
      names = "--to",
      split = ",",
      defaultValue = "md",
      description = "Formats: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private List<OutputFormat> formats = List.of();

  @Option(
      names = "--out",
      defaultValue = ".",
      description = "Directory of the results (default: here).")
  private Path out = Path.of("");

  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description = "Any further docling-serve option, for example page_range=2. May be repeated.")
  private Map<String, String> further = new LinkedHashMap<>();

  @Option(
      names = "--pdf-password-env",
      paramLabel = "VARIABLE",
      description = "Environment variable that holds the password of encrypted PDFs.")
  private @Nullable String passwordVariable;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Input> parsed = inputs.stream().map(Input::parse).toList();
    Map<String, Object> options = new LinkedHashMap<>(further);
    options.put("to_formats", formats.stream().map(OutputFormat::wireName).toList());
    options.putAll(model.options());
    options.putAll(chunking.options());
    if (passwordVariable != null) {
      options.put(
          "pagestream_pdf_password", ModelOptions.secret("--pdf-password-env", passwordVariable));
    }
    try (Session session = Session.open(connection)) {
      List<Converted> converted = convert(session, parsed, options, formats, out);
      PrintWriter console = spec.commandLine().getOut();
      console.print(Summary.of(converted));
      console.flush();
      return converted.stream().allMatch(Converted::succeeded) ? 0 : 1;
    }
  }

  /// Converts over an open session, with a live line per document on standard error.
  static List<Converted> convert(
      Session session,
      List<Input> inputs,
      Map<String, Object> options,
      List<OutputFormat> formats,
      Path out)
      throws IOException, InterruptedException {
    ProgressDisplay display = new ProgressDisplay(System.err, isTerminal());
    try (ConversionClient client = new ConversionClient(session.api())) {
      if (session.kafka().isEmpty()) {
        return new ConversionRun(client, Optional.empty(), display, options, formats, out)
            .convert(inputs);
      }
      Session.KafkaAccess kafka = session.requireKafka();
      try (EventCodec codec = kafka.codec();
          DocumentFollower follower =
              DocumentFollower.open(kafka.clientProperties(), kafka.catalog(), codec)) {
        return new ConversionRun(client, Optional.of(follower), display, options, formats, out)
            .convert(inputs);
      }
    }
  }

  @SuppressWarnings(
      "SystemConsoleNull") // From JDK 25 on it is null again when output goes elsewhere.
  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }
}
