package dev.pagestream.vlm.wire;

import dev.pagestream.vlm.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One call as it goes over the wire, read from `<dialect>/<name>.wire`. Every line says by its
/// first character what it is; a space and the content follow. Lines are in this order, the request
/// and the response as often as the call makes one:
///
/// - `#` what happens here, and `# Shape:` from where it is known that this server sends this.
/// - `:` what the client is asked to do, see [WireCall].
/// - `>` the request that has to arrive, see [WireRequest].
/// - `<` the response, byte for byte, see [WireResponse].
/// - `=` what the client makes of it, see [ReplyLines]; all of it, latencies aside.
///
/// `http://server` in the call stands for the address of the [WirePlayer].
///
/// @param shape where the shape is known from
/// @param outcome without the leading `= `
record WireFile(
    String dialect,
    String name,
    String shape,
    WireCall call,
    List<WireRequest> requests,
    List<WireResponse> responses,
    List<String> outcome) {
  private static final String SHAPE = "# Shape: ";

  /// All files, by dialect and name.
  static List<WireFile> all() {
    URL generic = Objects.requireNonNull(WireFile.class.getResource("generic"));
    Path root = Path.of(URI.create(generic.toString()));
    try (var paths = Files.walk(Objects.requireNonNull(root.getParent()))) {
      return paths
          .filter(path -> path.toString().endsWith(".wire"))
          .sorted()
          .map(WireFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WireFile read(Path path) {
    String dialect = Objects.requireNonNull(path.getParent()).toFile().getName();
    String name = path.toFile().getName().replace(".wire", "");
    try {
      return of(dialect, name, Files.readAllLines(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(dialect + "/" + name + ": " + e.getMessage(), e);
    }
  }

  static WireFile of(String dialect, String name, List<String> lines) {
    String shape =
        lines.stream()
            .filter(line -> line.startsWith(SHAPE))
            .map(line -> line.substring(SHAPE.length()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no line says " + SHAPE));
    List<List<String>> blocks = blocks(lines);
    List<WireRequest> requests = new ArrayList<>();
    List<WireResponse> responses = new ArrayList<>();
    for (List<String> block : blocks.subList(1, blocks.size() - 1)) {
      char expected = requests.size() == responses.size() ? '>' : '<';
      if (block.getFirst().charAt(0) != expected) {
        throw new IllegalArgumentException(expected + " expected at " + block.getFirst());
      }
      if (expected == '>') {
        requests.add(WireRequest.of(block));
      } else {
        responses.add(WireResponse.of(block));
      }
    }
    if (responses.isEmpty() || requests.size() != responses.size()) {
      throw new IllegalArgumentException("every request needs a response");
    }
    return new WireFile(
        dialect,
        name,
        shape,
        WireCall.of(Dialects.named(dialect), contents(blocks.getFirst(), ':')),
        List.copyOf(requests),
        List.copyOf(responses),
        contents(blocks.getLast(), '='));
  }

  /// Runs of lines of the same kind, comments left out.
  private static List<List<String>> blocks(List<String> lines) {
    List<List<String>> blocks = new ArrayList<>();
    char kind = '#';
    for (String line : lines) {
      if (line.isEmpty() || ":><=#".indexOf(line.charAt(0)) < 0) {
        throw new IllegalArgumentException("not a line of a wire file: " + line);
      }
      if (line.charAt(0) == '#') {
        continue;
      }
      if (line.charAt(0) != kind) {
        blocks.add(new ArrayList<>());
        kind = line.charAt(0);
      }
      blocks.getLast().add(line);
    }
    if (blocks.size() < 4) {
      throw new IllegalArgumentException("call, request, response and outcome expected");
    }
    return blocks;
  }

  private static List<String> contents(List<String> block, char kind) {
    if (block.getFirst().charAt(0) != kind) {
      throw new IllegalArgumentException(kind + " expected at " + block.getFirst());
    }
    return block.stream().map(WireFile::content).toList();
  }

  /// A line without its kind.
  static String content(String line) {
    if (line.length() > 1 && line.charAt(1) != ' ') {
      throw new IllegalArgumentException("a space is missing in " + line);
    }
    return line.length() > 1 ? line.substring(2) : "";
  }

  @Override
  public String toString() {
    return dialect + "/" + name;
  }
}
