package dev.pagestream.cli;

import dev.pagestream.cli.convert.Converted;
import dev.pagestream.schema.DocumentFinished;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a run did, for people. Pure.
final class Summary {
  private Summary() {}

  static String of(List<Converted> documents) {
    StringBuilder text = new StringBuilder();
    for (Converted document : documents) {
      text.append(document.name()).append(": ").append(document.status());
      if (!document.files().isEmpty()) {
        text.append(" -> ")
            .append(
                document.files().stream().map(Object::toString).collect(Collectors.joining(", ")));
      }
      text.append(System.lineSeparator());
      document
          .errors()
          .forEach(error -> text.append("  ").append(error).append(System.lineSeparator()));
    }
    return text.append(totals(documents)).append(System.lineSeparator()).toString();
  }

  private static String totals(List<Converted> documents) {
    double seconds = documents.stream().mapToDouble(Converted::seconds).max().orElse(0);
    List<DocumentFinished> counts =
        documents.stream().flatMap(document -> document.counts().stream()).toList();
    if (counts.isEmpty()) {
      return String.format(Locale.ROOT, "%d documents in %.1f s", documents.size(), seconds);
    }
    return String.format(
        Locale.ROOT,
        "%d pages, %d pictures: %d described, %d skipped, %d failed; %d model calls; %.1f s",
        counts.stream().mapToInt(DocumentFinished::getPages).sum(),
        counts.stream().mapToInt(DocumentFinished::getPictures).sum(),
        counts.stream().mapToInt(DocumentFinished::getPicturesDescribed).sum(),
        counts.stream().mapToInt(DocumentFinished::getPicturesSkipped).sum(),
        counts.stream().mapToInt(DocumentFinished::getPicturesFailed).sum(),
        counts.stream().mapToInt(DocumentFinished::getModelCalls).sum(),
        seconds);
  }
}
