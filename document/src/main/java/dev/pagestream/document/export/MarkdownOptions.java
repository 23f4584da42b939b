package dev.pagestream.document.export;

import dev.pagestream.document.assembly.ImageExportMode;

/// How Markdown is rendered.
///
/// @param altMode what stands in the brackets of images
/// @param pageBreakPlaceholder printed between pages; empty for none
public record MarkdownOptions(
    ImageExportMode imageMode, ImageAltMode altMode, String pageBreakPlaceholder) {}
