package dev.pagestream.vlm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A request that has to arrive: the request line, headers that have to have this value (`!NAME`:
/// that must not be there), an empty line, the body. The lines of the body are put together without
/// anything between them, and every byte of it has to be as it is here.
///
/// @param headers names in lower case
/// @param absent names in lower case
record WireRequest(String line, Map<String, String> headers, List<String> absent, String body) {
  static WireRequest of(List<String> block) {
    List<String> lines = block.stream().map(WireFile::content).toList();
    int empty = lines.indexOf("");
    if (empty < 1) {
      throw new IllegalArgumentException("an empty line is missing in the request");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> absent = new ArrayList<>();
    for (String header : lines.subList(1, empty)) {
      String[] words = header.split(": ", 2);
      String name = words[0].toLowerCase(Locale.ROOT);
      if (name.startsWith("!")) {
        absent.add(name.substring(1));
      } else if (words.length == 2) {
        headers.put(name, words[1]);
      } else {
        throw new IllegalArgumentException("not a header: " + header);
      }
    }
    return new WireRequest(
        lines.getFirst(), headers, absent, String.join("", lines.subList(empty + 1, lines.size())));
  }

  void check(ReceivedRequest received) {
    assertThat(received.line()).isEqualTo(line);
    assertThat(received.headers()).containsAllEntriesOf(headers);
    if (!absent.isEmpty()) {
      assertThat(received.headers()).doesNotContainKeys(absent.toArray(String[]::new));
    }
    assertThat(received.body()).isEqualTo(body);
  }
}
