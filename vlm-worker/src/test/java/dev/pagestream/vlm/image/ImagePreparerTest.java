package dev.pagestream.vlm.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.vlm.image.PreparedImage.Prepared;
import dev.pagestream.vlm.image.PreparedImage.Unfit;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ImagePreparerTest {
  private static final Set<String> PNG_AND_JPEG = Set.of("image/png", "image/jpeg");
  private static final ImagePolicy UNKNOWN = ModelFamilies.policy("unknown");
  private static final int MIB = 1 << 20;

  private final ImagePreparer preparer = new ImagePreparer(64 * MIB);

  @Test
  void sendsTheVeryBytesWhenNothingHasToChange() throws InterruptedException {
    byte[] crop = Pictures.png(300, 200, BufferedImage.TYPE_INT_ARGB);

    Prepared prepared = prepared(crop, "image/png", UNKNOWN);

    assertThat(prepared.bytes()).isSameAs(crop);
    assertThat(prepared.mediaType()).isEqualTo("image/png");
    assertThat(prepared.widthPx()).isEqualTo(300);
  }

  @Test
  void leavesToTheServerWhatItCannotReadItself() throws InterruptedException {
    byte[] crop = {1, 2, 3};

    assertThat(prepared(crop, "image/png", ModelFamilies.policy("qwen2.5-vl")).bytes())
        .isSameAs(crop);
    assertThat(preparer.prepare(crop, "image/webp", UNKNOWN, PNG_AND_JPEG))
        .isInstanceOf(Unfit.class);
  }

  @Test
  void makesLargePicturesSmallerAndKeepsWhatIsSeenThrough() throws InterruptedException {
    byte[] crop = Pictures.png(2000, 2000, BufferedImage.TYPE_INT_ARGB);

    Prepared prepared = prepared(crop, "image/png", ModelFamilies.policy("qwen2.5-vl"));

    BufferedImage sent = Pictures.decoded(prepared.bytes());
    assertThat(sent.getWidth()).isEqualTo(980).isEqualTo(prepared.widthPx());
    assertThat(sent.getRGB(100, 100)).isEqualTo(Color.RED.getRGB());
    assertThat(sent.getRGB(900, 100)).isEqualTo(Color.BLUE.getRGB());
    assertThat(sent.getRGB(100, 900) >>> 24).isZero();
    assertThat(prepared.estimatedTokens()).isEqualTo(35 * 35);
  }

  @Test
  void putsWhiteBehindWhatIsSeenThroughInAJpeg() throws InterruptedException {
    byte[] crop = Pictures.png(400, 400, BufferedImage.TYPE_INT_ARGB);

    Prepared prepared = prepared(crop, "image/png", UNKNOWN.with(0, 0, Encoding.JPEG));

    Color below = new Color(Pictures.decoded(prepared.bytes()).getRGB(100, 350));
    assertThat(prepared.mediaType()).isEqualTo("image/jpeg");
    assertThat(below.getRed() + below.getGreen() + below.getBlue()).isGreaterThan(750);
  }

  @Test
  void encodesAnewWhatTheServerDoesNotTake() throws InterruptedException {
    byte[] crop = Pictures.encoded(Pictures.image(90, 60, BufferedImage.TYPE_INT_RGB), "gif");

    Prepared prepared = prepared(crop, "image/gif", UNKNOWN);

    assertThat(prepared.mediaType()).isEqualTo("image/png");
    assertThat(Pictures.decoded(prepared.bytes()).getRGB(80, 30)).isEqualTo(Color.BLUE.getRGB());
  }

  @Test
  void keepsAJpegOneAsNothingIsWonByMakingItLarger() throws InterruptedException {
    byte[] crop = Pictures.encoded(Pictures.image(900, 600, BufferedImage.TYPE_INT_RGB), "jpeg");

    assertThat(prepared(crop, "image/jpeg", UNKNOWN).bytes()).isSameAs(crop);
    assertThat(prepared(crop, "image/jpeg", UNKNOWN.with(300, 0, Encoding.PNG)).mediaType())
        .isEqualTo("image/jpeg");
  }

  @Test
  void keepsGreyLevelsAsTheyAre() throws InterruptedException {
    BufferedImage grey = new BufferedImage(800, 800, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 800; y++) {
      for (int x = 0; x < 800; x++) {
        grey.getRaster().setSample(x, y, 0, 100);
      }
    }

    Prepared prepared =
        prepared(Pictures.encoded(grey, "png"), "image/png", UNKNOWN.with(400, 0, Encoding.PNG));

    assertThat(Pictures.decoded(prepared.bytes()).getRGB(200, 200) & 0xFF).isEqualTo(100);
  }

  @Test
  void averagesThinLinesInsteadOfLosingThem() throws InterruptedException {
    BufferedImage lines = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 400; x += 4) {
        lines.setRGB(x, y, 0xFFFFFF);
      }
    }

    Prepared prepared =
        prepared(Pictures.encoded(lines, "png"), "image/png", UNKNOWN.with(100, 0, Encoding.PNG));

    assertThat(Pictures.decoded(prepared.bytes()).getRGB(50, 50) & 0xFF).isEqualTo(64);
  }

  @Test
  void enlargesOnlyWhatIsBelowTheLeastSide() throws InterruptedException {
    byte[] icon = Pictures.png(20, 20, BufferedImage.TYPE_INT_RGB);

    Prepared prepared = prepared(icon, "image/png", ModelFamilies.policy("qwen2.5-vl"));

    assertThat(Pictures.decoded(prepared.bytes()).getWidth()).isEqualTo(56);
    assertThat(prepared(icon, "image/png", UNKNOWN).bytes()).isSameAs(icon);
  }

  @Test
  void refusesWhatIsFarTooThin() throws InterruptedException {
    byte[] rule = Pictures.png(2000, 10, BufferedImage.TYPE_INT_RGB);

    PreparedImage refused =
        preparer.prepare(rule, "image/png", ModelFamilies.policy("qwen2.5-vl"), PNG_AND_JPEG);

    assertThat(refused).isInstanceOf(Unfit.class);
    assertThat(refused.toString()).contains("2000 x 10").contains("200 times");
    assertThat(prepared(rule, "image/png", UNKNOWN).bytes()).isSameAs(rule);
  }

  @Test
  void refusesABombByItsHeader() throws InterruptedException {
    byte[] bomb = Pictures.bomb(30_000, 30_000);

    PreparedImage refused =
        preparer.prepare(bomb, "image/png", ModelFamilies.policy("claude"), PNG_AND_JPEG);

    assertThat(refused).isInstanceOf(Unfit.class);
    assertThat(refused.toString()).contains("too many to be decoded");
  }

  @Test
  void readsFewerPixelsOfWhatWouldNotFitIntoItsMemory() throws InterruptedException {
    byte[] crop = Pictures.png(2000, 2000, BufferedImage.TYPE_INT_RGB);
    ImagePreparer small = new ImagePreparer(4 * MIB);

    PreparedImage prepared =
        small.prepare(crop, "image/png", UNKNOWN.with(400, 0, Encoding.PNG), PNG_AND_JPEG);
    PreparedImage refused =
        small.prepare(crop, "image/png", UNKNOWN.with(1900, 0, Encoding.PNG), PNG_AND_JPEG);

    assertThat(prepared).isInstanceOf(Prepared.class);
    assertThat(Pictures.decoded(((Prepared) prepared).bytes()).getRGB(300, 100))
        .isEqualTo(Color.BLUE.getRGB());
    assertThat(refused).isInstanceOf(Unfit.class);
  }

  @Test
  void encodesTheSamePictureToTheSameBytes() throws InterruptedException {
    byte[] crop = Pictures.png(1000, 700, BufferedImage.TYPE_INT_RGB);
    ImagePolicy policy = UNKNOWN.with(500, 0, Encoding.JPEG);

    assertThat(prepared(crop, "image/png", policy).bytes())
        .isEqualTo(prepared(crop, "image/png", policy).bytes());
  }

  /// All at once they would need 1.6 GB, three times the heap of the tests.
  @Test
  void holdsOnlySoMuchMemoryHoweverManyCall() throws Exception {
    byte[] crop = Pictures.png(2500, 2500, BufferedImage.TYPE_INT_ARGB);
    ImagePolicy policy = UNKNOWN.with(64, 0, Encoding.JPEG);
    ImagePreparer bounded = new ImagePreparer(40 * MIB);
    List<Future<PreparedImage>> calls = new ArrayList<>();

    try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
      for (int i = 0; i < 64; i++) {
        calls.add(threads.submit(() -> bounded.prepare(crop, "image/png", policy, PNG_AND_JPEG)));
      }
      for (Future<PreparedImage> call : calls) {
        assertThat(call.get()).isInstanceOf(Prepared.class);
      }
    }
  }

  private Prepared prepared(byte[] crop, String mediaType, ImagePolicy policy)
      throws InterruptedException {
    PreparedImage prepared = preparer.prepare(crop, mediaType, policy, PNG_AND_JPEG);
    assertThat(prepared).isInstanceOf(Prepared.class);
    return (Prepared) prepared;
  }
}
