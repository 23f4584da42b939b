package dev.pagestream.pageworker;

import dev.pagestream.pageworker.classify.LabelSet;
import dev.pagestream.pageworker.source.PageLimits;
import dev.pagestream.runtime.config.AdminConfig;
import dev.pagestream.runtime.config.BlobConfig;
import dev.pagestream.runtime.config.ByteSize;
import dev.pagestream.runtime.config.Default;
import dev.pagestream.runtime.config.Doc;
import dev.pagestream.runtime.config.KafkaConfig;
import dev.pagestream.runtime.config.RegistryConfig;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.runtime.config.TopicsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Configuration of the page worker.
public record PageWorkerConfig(
    @Doc("Where Kafka is.") KafkaConfig kafka,
    @Doc("Where the schema registry is.") RegistryConfig registry,
    @Doc("Names and sizes of the topics.") TopicsConfig topics,
    @Doc("Where the bytes live.") BlobConfig blobs,
    @Doc("The admin server.") AdminConfig admin,
    @Default(Default.HOST_NAME)
        @Doc(
            "Name of this instance, unique among the running ones and the same after a restart; part of the transactional id.")
        String instanceId,
    @Doc("Key that opens passwords of PDFs, 32 bytes in Base64; the same for all services.")
        Optional<Secret> secretsKey,
    @Default("2") @Doc("Pages analysed at once per partition of pages.tasks, 1 to 1000.")
        int window,
    @Default("0")
        @Doc(
            "Pages analysed at once in this process; each takes a core and the memory of the limits below. 0 is the number of cores.")
        int maxInFlight,
    @Default("PT60S") @Doc("Longest analysis of one page; after it the page fails.")
        Duration pageTimeout,
    @Default("40000000")
        @Doc(
            "Most pixels a page is rendered to, 4 bytes each. Larger pages are rendered crop by crop.")
        long maxPagePixels,
    @Default("16000000")
        @Doc("Most pixels of one crop, 4 bytes each. Larger pictures are cropped at a lower scale.")
        long maxCropPixels,
    @Default("8MiB") @Doc("Most bytes of one encoded crop. Larger ones are scaled down.")
        ByteSize maxCropBytes,
    @Default("200000") @Doc("Most characters and images of one page; a page with more fails.")
        int maxObjectsPerPage,
    @Default("50000")
        @Doc(
            "Most drawn paths of one page that are told apart. Of more only the places are kept, enough to see that something is drawn there.")
        int maxPathsPerPage,
    @Default("1GiB")
        @Doc(
            "Bytes of the sources kept open, and of their local copies when blobs are not files. The sources in use may be more.")
        ByteSize maxOpenSourceBytes,
    @Default("sources")
        @Doc(
            "Directory for local copies of sources; only used when blobs are not files. Emptied at start.")
        Path sourceCacheDirectory,
    @Default("v2_5")
        @Doc(
            "Labels that pictures get: v2_5 for the 26 of docling's DocumentFigureClassifier v2.5, v1 for the 16 of its v1.")
        LabelSet pictureLabels,
    @Doc(
            "ONNX file of a picture classifier with outputs for pictureLabels, read at start. Without one, classes are told by rules.")
        Optional<Path> classifierModel,
    @Default("false")
        @Doc(
            "Ask for the data of charts only where the most certain class is bar_chart, pie_chart or line_chart, as docling does. Otherwise the model that is asked decides what is a chart; leave it so unless classifierModel is set.")
        boolean chartsByClass) {
  public PageWorkerConfig {
    require(!instanceId.isBlank(), "instanceId", instanceId, "not be empty");
    require(window >= 1 && window <= 1000, "window", window, "be 1 to 1000");
    require(maxInFlight >= 0, "maxInFlight", maxInFlight, "not be negative");
    require(pageTimeout.toMillis() > 0, "pageTimeout", pageTimeout, "be positive");
    require(maxPagePixels >= 1, "maxPagePixels", maxPagePixels, "be positive");
    require(maxCropPixels >= 1, "maxCropPixels", maxCropPixels, "be positive");
    require(
        maxCropBytes.bytes() >= 1024 && maxCropBytes.bytes() <= 64 << 20,
        "maxCropBytes",
        maxCropBytes,
        "be 1KiB to 64MiB");
    require(maxObjectsPerPage >= 1, "maxObjectsPerPage", maxObjectsPerPage, "be positive");
    require(maxPathsPerPage >= 1, "maxPathsPerPage", maxPathsPerPage, "be positive");
  }

  /// Pages at once, with the number of cores filled in.
  int pagesAtOnce() {
    return maxInFlight == 0 ? Runtime.getRuntime().availableProcessors() : maxInFlight;
  }

  PageLimits limits() {
    return new PageLimits(
        maxPagePixels,
        maxCropPixels,
        (int) maxCropBytes.bytes(),
        PageLimits.DEFAULT.pageCropBytes(),
        maxObjectsPerPage,
        maxPathsPerPage,
        PageLimits.DEFAULT.pictures());
  }

  private static void require(boolean condition, String field, Object value, String rule) {
    if (!condition) {
      throw new IllegalArgumentException(field + " is " + value + ", must " + rule);
    }
  }
}
