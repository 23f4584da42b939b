package dev.pagestream.cli.deadletters;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.DocumentPart;
import java.util.ArrayList;
import java.util.List;

/// Dead letters as lines for people. Pure.
final class DeadLetterTable {
  private DeadLetterTable() {}

  static List<String> lines(List<FoundDeadLetter> found) {
    List<String> lines = new ArrayList<>();
    lines.add(line("ID", "FAILED AT", "STAGE", "PART", "CODE", "STATE", "DOCUMENT"));
    for (FoundDeadLetter dead : found) {
      DeadLetter letter = dead.letter();
      lines.add(
          line(
              dead.id().toString(),
              letter.getFailedAt().toString(),
              letter.getStage(),
              part(letter.getPart()),
              letter.getCode(),
              dead.replayed() ? "replayed" : "waiting",
              letter.getDocumentId()));
      lines.add("      " + letter.getMessage());
    }
    return lines;
  }

  private static String part(DocumentPart part) {
    return switch (part.getKind()) {
      case DOCUMENT -> "document";
      case FINISH -> "finish";
      case PAGE -> "page " + part.getPage();
      case PICTURE -> "picture p" + part.getPage();
      case UNKNOWN -> "unknown";
    };
  }

  private static String line(Object... cells) {
    return "%-10s %-24s %-12s %-12s %-20s %-9s %s".formatted(cells);
  }
}
