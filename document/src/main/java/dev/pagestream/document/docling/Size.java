package dev.pagestream.document.docling;

/// Of a page in points, of an image in pixels.
public record Size(double width, double height) {}
