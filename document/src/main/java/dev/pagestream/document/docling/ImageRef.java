package dev.pagestream.document.docling;

/// A picture's pixels.
///
/// @param uri a data URI, or a path relative to the document
public record ImageRef(String mimetype, int dpi, Size size, String uri) {}
