package dev.pagestream.pageworker.source;

/// What one page may cost in memory. Immutable.
///
/// @param pagePixels most pixels a page is rendered to, 4 bytes each
/// @param cropPixels most pixels of one crop
/// @param cropBytes most bytes of one encoded crop
/// @param pageCropBytes most bytes of all crops of a page together
/// @param objects most glyphs and images of a page; a page with more fails
/// @param paths most paths of a page told apart; of more only the places are kept
/// @param pictures most pictures of a page; a page with more fails
public record PageLimits(
    long pagePixels,
    long cropPixels,
    int cropBytes,
    long pageCropBytes,
    int objects,
    int paths,
    int pictures) {
  /// For services: a page stays below about 256 MiB.
  public static final PageLimits DEFAULT =
      new PageLimits(40_000_000, 16_000_000, 8 << 20, 64L << 20, 200_000, 50_000, 1_000);

  /// Most bytes of one crop when a page has so many.
  public int cropBytes(int crops) {
    return (int) Math.min(cropBytes, pageCropBytes / Math.max(1, crops));
  }
}
