package dev.pagestream.ingest.api;

/// Limits of the API.
///
/// @param port 0 takes a free one
/// @param maxConcurrentSubmits requests taken in at once; times `maxRequestBytes` bounds the spool
/// @param maxSources of one request
/// @param maxFileBytes of one source
public record ApiSettings(
    String host,
    int port,
    int maxConcurrentSubmits,
    int maxSources,
    long maxFileBytes,
    long maxRequestBytes) {}
