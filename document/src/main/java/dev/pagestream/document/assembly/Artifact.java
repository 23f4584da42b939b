package dev.pagestream.document.assembly;

import dev.pagestream.document.page.PageBlock;

/// A file that belongs beside the document because its pictures refer to it.
///
/// @param path relative to the document, as in the picture's `image.uri`
/// @param page whose page object holds the bytes, from 1
public record Artifact(String path, int page, PageBlock.Crop crop) {}
