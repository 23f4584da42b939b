package dev.pagestream.document.export;

import dev.pagestream.document.assembly.ImageExportMode;

/// How Markdown is rendered.
///
/// @param pageBreakPlaceholder printed between pages; empty for none
public record MarkdownOptions(ImageExportMode imageMode, String pageBreakPlaceholder) {}
