package dev.pagestream.pageworker.classify;

/// How the edges in a picture run.
///
/// @param share of the pixels that lie on one
/// @param upright share of the edges that run parallel to the sides of the picture
record Edges(double share, double upright) {
  private static final int STRONG = 110;

  /// tan 10°
  private static final double SLANT = 0.176;

  static Edges of(Raster raster) {
    int strong = 0;
    int upright = 0;
    for (int y = 1; y + 1 < raster.height(); y++) {
      for (int x = 1; x + 1 < raster.width(); x++) {
        int dx = sobel(raster, x, y, 1, raster.width());
        int dy = sobel(raster, x, y, raster.width(), 1);
        int most = Math.max(Math.abs(dx), Math.abs(dy));
        if (most >= STRONG) {
          strong++;
          upright += Math.min(Math.abs(dx), Math.abs(dy)) <= SLANT * most ? 1 : 0;
        }
      }
    }
    return new Edges(strong / (double) raster.pixels(), upright / (double) Math.max(1, strong));
  }

  private static int sobel(Raster raster, int x, int y, int along, int across) {
    int at = y * raster.width() + x;
    return raster.luminance(at + along - across)
        + 2 * raster.luminance(at + along)
        + raster.luminance(at + along + across)
        - raster.luminance(at - along - across)
        - 2 * raster.luminance(at - along)
        - raster.luminance(at - along + across);
  }
}
