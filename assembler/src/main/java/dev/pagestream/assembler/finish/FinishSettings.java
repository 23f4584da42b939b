package dev.pagestream.assembler.finish;

/// Limits of the finisher. Immutable.
///
/// @param maxAttempts tries of a document whose finish throws, before it ends as failed
/// @param heapBytes memory for the documents being finished at once, by estimate; a larger one is
///   finished alone
/// @param embeddedImageBytes most bytes of images in one document; with more, pictures are exported
///   without pixels
/// @param maxChunks most records of one document on `documents.chunks`; of more chunks the first
/// @param chunkBytes most bytes of these records; of more chunks the first
public record FinishSettings(
    int maxAttempts, long heapBytes, long embeddedImageBytes, int maxChunks, long chunkBytes) {}
