package dev.pagestream.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.ingest.submit.SpooledFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class JsonBodyIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_FILE_BYTES = 3 << 20;
  private static final String LARGE = base64(MAX_FILE_BYTES);

  @TempDir Path directory;

  @Test
  void filesAreBoundedTogether() throws IOException {
    JsonBody body = body(3, MAX_FILE_BYTES + 10);

    assertThat(refusal(body, List.of(LARGE, base64(11))))
        .contains("files of more than " + (MAX_FILE_BYTES + 10) + " bytes together");
    assertNothingIsLeft();

    JsonBody.Parsed parsed = body.read(request(List.of(LARGE, base64(10))));
    assertThat(parsed.files()).extracting(SpooledFile::bytes).containsExactly(3L << 20, 10L);
    parsed.files().forEach(SpooledFile::close);
  }

  /// Were they decoded, the refusal would be about Base64.
  @Test
  void sourcesOverTheMaximumAreCountedButNotDecoded() throws IOException {
    List<String> files =
        Stream.of(List.of(base64(1), base64(1)), Collections.nCopies(3, "*".repeat(2 << 20)))
            .flatMap(List::stream)
            .toList();

    assertThat(refusal(body(2, 4 * MAX_FILE_BYTES), files))
        .contains("Too many sources: 5 exceeds the maximum of 2.");
    assertNothingIsLeft();
  }

  private static String refusal(JsonBody body, List<String> files) {
    return String.valueOf(
        catchThrowableOfType(RefusedException.class, () -> body.read(request(files))).getMessage());
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private JsonBody body(int maxSources, long maxRequestBytes) {
    ApiSettings limits =
        new ApiSettings("127.0.0.1", 0, 1, maxSources, MAX_FILE_BYTES, maxRequestBytes);
    return new JsonBody(new Spool(directory), limits);
  }

  private static InputStream request(List<String> files) {
    String sources =
        files.stream()
            .map(file -> JSON.createObjectNode().put("base64_string", file).toString())
            .collect(Collectors.joining(",", "{\"sources\":[", "]}"));
    return new ByteArrayInputStream(sources.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(int bytes) {
    return Base64.getEncoder().encodeToString(new byte[bytes]);
  }
}
