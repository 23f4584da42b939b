package dev.pagestream.pageworker.model;

/// An entry of the document's outline that leads to a page. Immutable.
///
/// @param title not blank
/// @param level from 1
public record Bookmark(String title, int level) {}
