package dev.pagestream.ingest.options;

import dev.pagestream.runtime.config.Secret;
import java.util.List;
import java.util.Optional;

/// The options of a request that we act on, well formed but not yet admitted. Immutable.
///
/// @param lastPage inclusive
/// @param documentTimeoutSeconds any number; empty when absent
/// @param classifyPictures whether the classes of all pictures are wanted
/// @param areaThreshold share of the page area
/// @param pictures which model describes the pictures
/// @param charts `chart_extraction_model`; empty when charts are not read
/// @param pages which model converts whole pages
/// @param questions our extensions
/// @param pdfPassword `pagestream_pdf_password`, another extension
/// @param chunks how documents are cut for indexing, and where that goes
public record ConvertOptions(
    List<String> toFormats,
    String imageExportMode,
    boolean includeImages,
    double imagesScale,
    String mdPageBreakPlaceholder,
    int firstPage,
    int lastPage,
    Optional<Double> documentTimeoutSeconds,
    boolean abortOnError,
    String pipeline,
    boolean describePictures,
    boolean classifyPictures,
    double areaThreshold,
    Pictures pictures,
    Optional<String> charts,
    Pages pages,
    QuestionOptions questions,
    String imageAltMode,
    Optional<Secret> pdfPassword,
    Chunks chunks) {
  public ConvertOptions {
    toFormats = List.copyOf(toFormats);
  }

  /// @param chunking empty when the defaults hold
  /// @param topic whether chunks go to `documents.chunks` (`pagestream_chunks_topic`)
  record Chunks(Optional<ChunkingRequest> chunking, boolean topic) {}

  /// The three ways to name a model for pictures.
  ///
  /// @param api the endpoint named in the request
  /// @param preset name of a profile
  /// @param custom a configuration of the request's own
  /// @param customGiven whether there was one, well formed or not
  /// @param local whether a model inside the server was asked for
  record Pictures(
      Optional<PictureApi> api,
      Optional<String> preset,
      Optional<CustomPicture> custom,
      boolean customGiven,
      boolean local) {}

  /// The ways to name a model for pages.
  ///
  /// @param api the endpoint named in the request
  /// @param preset name of a profile
  /// @param customGiven whether a configuration of the request's own was given
  record Pages(Optional<PageApi> api, Optional<String> preset, boolean customGiven) {}
}
