package dev.pagestream.vlm.image;

/// What a picture costs in prompt tokens, by the published or read rule of its model family. An
/// estimate for reservations and for servers that do not report usage.
public sealed interface TokenFormula {
  /// At least 1.
  long tokens(int widthPx, int heightPx);

  /// One token per patch, as Qwen-VL, Pixtral and the newer models of OpenAI count.
  ///
  /// @param most patches a picture is ever cut into, 0 for any number
  /// @param factor tokens per patch
  /// @param perRow tokens more for each row of patches
  record Patches(int sidePx, int most, double factor, int perRow) implements TokenFormula {
    @Override
    public long tokens(int widthPx, int heightPx) {
      long rows = Math.ceilDiv(heightPx, sidePx);
      long patches = rows * Math.ceilDiv(widthPx, sidePx);
      long counted = most > 0 ? Math.min(patches, most) : patches;
      return Math.max(1, (long) Math.ceil(counted * factor) + rows * perRow);
    }
  }

  /// A fixed number per tile. `whole` is what the picture as a whole costs on top; a picture of one
  /// tile is only cut, and paid twice, where `wholeAlways` says so.
  record Tiles(int sidePx, int perTile, int whole, boolean wholeAlways) implements TokenFormula {
    @Override
    public long tokens(int widthPx, int heightPx) {
      long tiles = (long) Math.ceilDiv(heightPx, sidePx) * Math.ceilDiv(widthPx, sidePx);
      return tiles * perTile + (tiles > 1 || wholeAlways ? whole : 0);
    }
  }

  /// By area alone, and never less than `least`.
  record Area(int pxPerToken, int least) implements TokenFormula {
    @Override
    public long tokens(int widthPx, int heightPx) {
      return Math.max(least, Math.ceilDiv((long) widthPx * heightPx, pxPerToken));
    }
  }
}
