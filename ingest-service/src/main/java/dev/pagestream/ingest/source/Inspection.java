package dev.pagestream.ingest.source;

/// A source that was opened and counted.
///
/// @param pages at least 1
public record Inspection(Content.Supported content, int pages) {}
