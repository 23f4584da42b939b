package dev.pagestream.cli.convert;

import tools.jackson.databind.JsonNode;

/// A format the command can write: its name in requests, its key in results, its file ending.
public enum OutputFormat {
  MD("md", "md_content", "md"),
  JSON("json", "json_content", "json"),
  TEXT("text", "text_content", "txt");

  private final String wireName;
  private final String resultKey;
  private final String extension;

  OutputFormat(String wireName, String resultKey, String extension) {
    this.wireName = wireName;
    this.resultKey = resultKey;
    this.extension = extension;
  }

  public String wireName() {
    return wireName;
  }

  String extension() {
    return extension;
  }

  /// The content of this format in a result, empty text when it has none.
  String content(JsonNode document) {
    JsonNode content = document.path(resultKey);
    if (content.isString()) {
      return content.asString();
    }
    return content.isObject() ? content.toPrettyString() : "";
  }
}
