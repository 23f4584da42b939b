package dev.pagestream.ingest.splitter;

/// Which pages share a key, and so meet on one worker and one open file. Pure.
///
/// Opening costs time in proportion to the file, and each chunk opens it once; small chunks spread
/// a document over the workers. So: one page per mebibyte of file, at least 4, at most 64. A 2 MB
/// report of 10 pages makes 3 chunks, a 100 MB scan of 1,000 pages makes 16.
///
/// @param firstPage of the range, from 1
/// @param pagesPerChunk 4 to 64
record ChunkPlan(int firstPage, int pagesPerChunk) {
  static final int MIN_PAGES = 4;
  static final int MAX_PAGES = 64;
  private static final long BYTES_PER_PAGE = 1 << 20;

  static ChunkPlan of(int firstPage, long sourceBytes) {
    long pages = Math.ceilDiv(sourceBytes, BYTES_PER_PAGE);
    return new ChunkPlan(firstPage, Math.clamp(pages, MIN_PAGES, MAX_PAGES));
  }

  /// From 0.
  int chunkOf(int page) {
    return (page - firstPage) / pagesPerChunk;
  }
}
