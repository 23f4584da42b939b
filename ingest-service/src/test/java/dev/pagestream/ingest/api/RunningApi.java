package dev.pagestream.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.blobstore.BlobStores;
import dev.pagestream.ingest.PlainCodec;
import dev.pagestream.ingest.options.DescriptionPolicy;
import dev.pagestream.ingest.options.EndpointRule;
import dev.pagestream.ingest.options.HeaderSealer;
import dev.pagestream.ingest.options.OptionsPolicy;
import dev.pagestream.ingest.options.QuestionWriter;
import dev.pagestream.ingest.profile.Profiles;
import dev.pagestream.ingest.submit.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The API on a socket, before tasks in memory and blobs in files. At most three sources a request.
final class RunningApi implements AutoCloseable {
  static final String SOURCE = "/v1/convert/source/async";
  static final String FILE = "/v1/convert/file/async";
  private static final long MAX_FILE_BYTES = 300L << 20;

  final FakeTasks tasks = new FakeTasks();
  final BlobStore blobs;
  final ApiServer server;
  final ApiClient client;
  volatile Optional<String> notReady = Optional.empty();
  private final PlainCodec codec = new PlainCodec(); // For the classes it makes Avro trust.
  private final Path spool;

  RunningApi(Path directory) {
    blobs = BlobStores.files(directory.resolve("blobs"));
    spool = directory.resolve("spool");
    HeaderSealer sealer = new HeaderSealer(Optional.empty());
    OptionsPolicy options =
        new OptionsPolicy(
            Duration.ofDays(7),
            new DescriptionPolicy(
                new DescriptionPolicy.Switches(false, false),
                new Profiles(Map.of(), Map.of(), Map.of()),
                EndpointRule.ANY,
                new QuestionWriter(sealer, InstantSource.system())),
            sealer);
    ApiSettings settings =
        new ApiSettings("127.0.0.1", 0, 4, 3, MAX_FILE_BYTES, 2 * MAX_FILE_BYTES);
    server =
        ApiServer.start(settings, options, sealer, new Spool(spool), tasks, blobs, () -> notReady);
    client = new ApiClient(server.port());
  }

  void assertSpoolIsEmpty() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      assertThat(files).isEmpty();
    }
  }

  /// JSON with single quotes for double ones.
  static String json(String text) {
    return text.replace('\'', '"');
  }

  @Override
  public void close() {
    client.close();
    server.close();
    blobs.close();
    codec.close();
  }
}
