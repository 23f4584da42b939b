package dev.pagestream.vlm.image;

import dev.pagestream.vlm.image.TokenFormula.Area;
import dev.pagestream.vlm.image.TokenFormula.Patches;
import dev.pagestream.vlm.image.TokenFormula.Tiles;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Knows from a model's name how large its pictures should be. What a model would shrink anyway is
/// shrunk before it is sent; what is not known is sent unchanged.
///
/// The numbers are those of the models' image processors and of the vendors' guides. Qwen's caps
/// are the default of its image code, 1280 tokens, not the 12,845,056 pixels its checkpoints allow:
/// a step that needs more asks for more. Tiles of Granite Vision and LLaVA-NeXT are estimates.
public final class ModelFamilies {
  private static final double MAX_ASPECT = 200;

  private static final TokenFormula GPT_TILES = new Tiles(512, 170, 85, true);
  private static final TokenFormula SIGLIP_TILES = new Tiles(384, 729, 729, true);

  private static final List<Family> TABLE =
      List.of(
          // name                     multiple, min, pixels, long, short
          row("qwen-?3.*vl", /*      */ 32, 64, 1_310_720, 0, 0, new Patches(32, 0, 1, 0)),
          row("qwen.*vl|olmocr", /*  */ 28, 56, 1_003_520, 0, 0, new Patches(28, 0, 1, 0)),
          row("smolvlm|idefics", /*  */ 1, 0, 0, 2048, 0, new Tiles(512, 64, 64, false)),
          row("granite.*docling", /* */ 1, 0, 0, 2048, 0, new Tiles(512, 64, 64, false)),
          row("granite.*vision", /*  */ 1, 0, 1_474_560, 3840, 0, SIGLIP_TILES),
          row("llava-?(next|v?1.6)", 1, 0, 1_474_560, 3840, 0, SIGLIP_TILES),
          row("gpt-4\\.1-mini", /*   */ 1, 0, 0, 2000, 768, new Patches(32, 1536, 1.62, 0)),
          row("gpt-4\\.1-nano", /*   */ 1, 0, 0, 2000, 768, new Patches(32, 1536, 2.46, 0)),
          row("gpt-4\\.1", /*        */ 1, 0, 0, 2000, 768, new Patches(32, 1536, 1, 0)),
          row("gpt-|chatgpt", /*     */ 1, 0, 0, 2000, 768, GPT_TILES),
          row("claude", /*           */ 1, 0, 1_150_000, 1568, 0, new Area(750, 1)),
          row("gemini", /*           */ 1, 0, 0, 3072, 0, new Tiles(768, 258, 0, false)),
          row("pixtral", /*          */ 16, 16, 0, 1024, 0, new Patches(16, 0, 1, 1)));

  private static final ImagePolicy UNKNOWN =
      new ImagePolicy(0, 0, 0, 1, 0, 0, Encoding.PNG, ImagePolicy.JPEG_QUALITY, new Area(750, 85));

  private ModelFamilies() {}

  private record Family(Pattern name, ImagePolicy policy) {}

  /// The policy of the first family whose name is in the model's; for an unknown model one that
  /// changes nothing.
  ///
  /// @param model as in a request: `Qwen/Qwen2.5-VL-7B-Instruct`, `qwen2.5vl:7b`
  public static ImagePolicy policy(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    return TABLE.stream()
        .filter(family -> family.name().matcher(name).find())
        .map(Family::policy)
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static Family row(
      String name,
      int multiple,
      int minSidePx,
      long maxPixels,
      int maxLongSidePx,
      int maxShortSidePx,
      TokenFormula formula) {
    return new Family(
        Pattern.compile(name),
        new ImagePolicy(
            maxPixels,
            maxLongSidePx,
            maxShortSidePx,
            multiple,
            minSidePx,
            MAX_ASPECT,
            Encoding.PNG,
            ImagePolicy.JPEG_QUALITY,
            formula));
  }
}
