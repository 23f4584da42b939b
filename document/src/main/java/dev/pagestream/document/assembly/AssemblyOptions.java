package dev.pagestream.document.assembly;

/// What the client asked for, as far as assembly acts on it.
///
/// @param includeImages whether pixels are exported at all; without it every mode is a placeholder
/// @param picturesRequested whether pictures were to be described
/// @param abortOnError whether one failed part fails the document
/// @param mdPageBreakPlaceholder printed between pages in Markdown; empty for none
public record AssemblyOptions(
    ImageExportMode imageExportMode,
    boolean includeImages,
    boolean picturesRequested,
    boolean abortOnError,
    String mdPageBreakPlaceholder) {

  /// The mode that holds for this document.
  public ImageExportMode effectiveImageMode() {
    return includeImages ? imageExportMode : ImageExportMode.PLACEHOLDER;
  }
}
