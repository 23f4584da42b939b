package dev.pagestream.pageworker.layout;

import dev.pagestream.document.page.Box;

/// A picture on a page, before it is decided what becomes of it.
///
/// @param background covers the page, with text set on it
public record FoundPicture(Box box, boolean background) {}
