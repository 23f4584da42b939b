package dev.pagestream.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The registry's file: a JSON object per line, in the order things happened, each on disk before
/// it is answered. Held by one process. Confined to its store.
final class SchemaJournal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;

  private SchemaJournal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  sealed interface Entry {}

  record Registered(String subject, String schema) implements Entry {}

  /// @param subject empty for the level of all subjects without their own
  record Level(String subject, CompatibilityLevel level) implements Entry {}

  static SchemaJournal open(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!ProcessLock.take(channel)) {
      channel.close();
      throw new IllegalStateException("A registry is already running on " + file);
    }
    return new SchemaJournal(file, channel);
  }

  /// Everything written so far. A last line cut off by a crash was never answered and is dropped.
  List<Entry> read() throws IOException {
    String text = Files.readString(file);
    int complete = text.lastIndexOf('\n') + 1;
    channel.truncate(text.substring(0, complete).getBytes(StandardCharsets.UTF_8).length);
    List<Entry> entries = new ArrayList<>();
    for (String line : text.substring(0, complete).lines().toList()) {
      entries.add(parse(line));
    }
    return entries;
  }

  void append(Entry entry) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((format(entry) + "\n").getBytes(StandardCharsets.UTF_8));
    long position = channel.size();
    while (line.hasRemaining()) {
      position += channel.write(line, position);
    }
    channel.force(true);
  }

  private static String format(Entry entry) {
    ObjectNode node = JSON.createObjectNode();
    switch (entry) {
      case Registered(String subject, String schema) ->
          node.put("subject", subject).put("schema", schema);
      case Level(String subject, CompatibilityLevel level) ->
          node.put("subject", subject).put("compatibility", level.name());
    }
    return node.toString();
  }

  private Entry parse(String line) throws IOException {
    JsonNode node = JSON.readTree(line);
    String subject = node.path("subject").asText();
    if (node.has("schema")) {
      return new Registered(subject, node.get("schema").asText());
    }
    String level = node.path("compatibility").asText();
    return new Level(
        subject,
        CompatibilityLevel.parse(level)
            .orElseThrow(() -> new IOException("Unreadable line in " + file + ": " + line)));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
