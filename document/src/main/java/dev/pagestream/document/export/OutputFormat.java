package dev.pagestream.document.export;

import java.util.Arrays;
import java.util.Optional;

/// The formats a finished document is written in, by docling-serve's names.
public enum OutputFormat {
  MD("md", "md_content", "md"),
  JSON("json", "json_content", "json"),
  HTML("html", "html_content", "html"),
  TEXT("text", "text_content", "txt"),
  DOCTAGS("doctags", "doctags_content", "doctags"),
  DOCLANG("doclang", "doclang_content", "dclg"),
  YAML("yaml", "yaml_content", "yaml"),
  HTML_SPLIT_PAGE("html_split_page", "html_split_page_content", "split.html"),
  VTT("vtt", "vtt_content", "vtt"),
  /// JSON Lines.
  CHUNKS("chunks", "chunks_content", "chunks.jsonl");

  private final String wireName;
  private final String resultKey;
  private final String extension;

  OutputFormat(String wireName, String resultKey, String extension) {
    this.wireName = wireName;
    this.resultKey = resultKey;
    this.extension = extension;
  }

  public static Optional<OutputFormat> ofWireName(String name) {
    return Arrays.stream(values()).filter(format -> format.wireName.equals(name)).findFirst();
  }

  /// In `to_formats`, and in manifests and events.
  public String wireName() {
    return wireName;
  }

  /// Its key in a result's `document`.
  public String resultKey() {
    return resultKey;
  }

  /// Of its file, without the dot in front.
  public String extension() {
    return extension;
  }

  /// Whether docling-serve has the key in every result, with null when the format was not asked
  /// for.
  public boolean alwaysInResults() {
    return switch (this) {
      case MD, JSON, HTML, TEXT, DOCTAGS, DOCLANG -> true;
      case YAML, HTML_SPLIT_PAGE, VTT, CHUNKS -> false;
    };
  }
}
