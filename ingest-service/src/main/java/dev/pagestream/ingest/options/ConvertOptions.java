package dev.pagestream.ingest.options;

import java.util.List;
import java.util.Optional;

/// The options of a request that we act on, well formed but not yet admitted. Immutable.
///
/// @param lastPage inclusive
/// @param documentTimeoutSeconds any number; empty when absent
/// @param areaThreshold share of the page area
/// @param pictureApi the endpoint named in the request
/// @param preset name of a configured endpoint
/// @param localModel whether a model inside the server was asked for
/// @param customConfig whether a custom picture description configuration was given
/// @param customVlmConfig whether a custom configuration of the vlm pipeline was given
/// @param promptContext our extension `pagestream_prompt_context`
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
    double areaThreshold,
    Optional<PictureApi> pictureApi,
    Optional<String> preset,
    boolean localModel,
    boolean customConfig,
    boolean customVlmConfig,
    boolean promptContext,
    String imageAltMode,
    boolean chartModel) {
  public ConvertOptions {
    toFormats = List.copyOf(toFormats);
  }
}
