package dev.pagestream.document.docling;

/// A page of the source.
///
/// @param pageNo from 1
public record PageItem(Size size, int pageNo) {}
