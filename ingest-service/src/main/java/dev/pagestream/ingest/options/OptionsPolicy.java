package dev.pagestream.ingest.options;

import dev.pagestream.document.export.OutputFormat;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.PictureDescription;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What this server does and does not do: turns well-formed options into what travels on the
/// topics, or refuses with the sentences of docling-serve's `policy.py` where it has one. Pure,
/// thread-safe.
public final class OptionsPolicy {
  private static final List<String> AVAILABLE_FORMATS =
      Arrays.stream(OutputFormat.values()).map(OutputFormat::wireName).toList();
  private static final double MAX_IMAGES_SCALE = 2.0;

  /// It travels with every page, and there is one of it between all pages.
  private static final int MAX_PLACEHOLDER_CHARS = 1024;

  /// PDF knows 127 bytes.
  private static final int MAX_PASSWORD_CHARS = 127;

  private final Duration maxDocumentTimeout;
  private final DescriptionPolicy descriptions;
  private final HeaderSealer sealer;

  public OptionsPolicy(
      Duration maxDocumentTimeout, DescriptionPolicy descriptions, HeaderSealer sealer) {
    this.maxDocumentTimeout = maxDocumentTimeout;
    this.descriptions = descriptions;
    this.sealer = sealer;
  }

  /// @throws RefusedException with a policy sentence
  public ConversionOptions admit(ConvertOptions options) {
    @Nullable Long timeoutMs = options.documentTimeoutSeconds().map(this::timeoutMs).orElse(null);
    checkPlaceholder(options.mdPageBreakPlaceholder());
    checkImages(options);
    checkFormats(options);
    checkPipeline(options);
    Optional<PictureDescription> pages = descriptions.pages(options);
    Optional<PictureDescription> pictures = descriptions.pictures(options);
    Optional<PictureDescription> charts = descriptions.charts(options);
    return ConversionOptions.newBuilder()
        .setToFormats(options.toFormats())
        .setImageExportMode(options.imageExportMode())
        .setIncludeImages(options.includeImages())
        .setImageAltMode(options.imageAltMode())
        .setImagesScale(options.imagesScale())
        .setMdPageBreakPlaceholder(options.mdPageBreakPlaceholder())
        .setFirstPage(options.firstPage())
        .setLastPage(options.lastPage())
        .setDocumentTimeoutMs(timeoutMs)
        .setAbortOnError(options.abortOnError())
        .setPictureDescription(pictures.orElse(null))
        .setChartExtraction(charts.orElse(null))
        .setPageConversion(pages.orElse(null))
        .setPdfPassword(password(options))
        .setClassifyPictures(options.classifyPictures())
        .setChunking(options.chunks().chunking().map(ChunkingRequest::event).orElse(null))
        .setChunksTopic(options.chunks().topic())
        .build();
  }

  private long timeoutMs(double seconds) {
    if (seconds <= 0) {
      throw RefusedException.policy("document_timeout must be greater than 0.");
    }
    if (seconds > maxDocumentTimeout.toMillis() / 1000.0) {
      throw RefusedException.policy(
          "document_timeout exceeds the configured maximum of "
              + maxDocumentTimeout.toMillis() / 1000.0
              + " seconds.");
    }
    return Math.max(1, Math.round(seconds * 1000));
  }

  private @Nullable ByteBuffer password(ConvertOptions options) {
    Optional<Secret> password = options.pdfPassword();
    if (password.filter(given -> given.value().length() > MAX_PASSWORD_CHARS).isPresent()) {
      throw RefusedException.policy(
          OptionsReader.PDF_PASSWORD
              + " is longer than "
              + MAX_PASSWORD_CHARS
              + " characters, and no PDF has such a password.");
    }
    return password.map(given -> sealer.seal(OptionsReader.PDF_PASSWORD, given)).orElse(null);
  }

  private static void checkPlaceholder(String placeholder) {
    if (placeholder.length() > MAX_PLACEHOLDER_CHARS) {
      throw RefusedException.policy(
          "md_page_break_placeholder has "
              + placeholder.length()
              + " characters, the limit is "
              + MAX_PLACEHOLDER_CHARS
              + ".");
    }
  }

  private static void checkImages(ConvertOptions options) {
    if (options.imagesScale() > MAX_IMAGES_SCALE) {
      throw RefusedException.policy(
          "images_scale exceeds the configured maximum of " + MAX_IMAGES_SCALE + ".");
    }
    if (options.imagesScale() <= 0) {
      throw RefusedException.policy("images_scale must be greater than 0.");
    }
  }

  private static void checkFormats(ConvertOptions options) {
    for (String format : options.toFormats()) {
      if (!AVAILABLE_FORMATS.contains(format)) {
        throw RefusedException.policy(
            "to_formats '"
                + format
                + "' is not available yet. Available: "
                + String.join(", ", AVAILABLE_FORMATS)
                + ".");
      }
    }
  }

  private static void checkPipeline(ConvertOptions options) {
    if (options.pipeline().equals("asr")) {
      throw RefusedException.policy(
          "pipeline 'asr' is not available yet. Available: standard, vlm.");
    }
  }
}
