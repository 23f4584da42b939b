package dev.pagestream.standalone.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StandInDescriberTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void theAnswerSaysWhatItIsAndWhatTheContextKnows() throws IOException {
    String prompt =
        "Describe.\n<picture-context>{\"caption\": \"Levels\", \"words\": [\"a\", \"b\"]}"
            + "</picture-context>";

    assertThat(StandInDescriber.reply(request(prompt, dataUrl())))
        .isEqualTo(
            new StandInDescriber.Reply.Described(
                "[Stand-in, no AI model] A chart or drawing of 40 by 20 pixels on white with red."
                    + " Its caption reads: “Levels”. Words inside: a b.",
                "m"));
  }

  @Test
  void aRequestWithoutAPictureIsRefused() {
    assertThat(StandInDescriber.reply(request("Describe.", "http://example.org/a.png")))
        .isInstanceOf(StandInDescriber.Reply.Refused.class);
    assertThat(StandInDescriber.reply(new byte[] {'{'}))
        .isInstanceOf(StandInDescriber.Reply.Refused.class);
  }

  @Test
  void aPictureOfOneColourHasOnlyABackground() {
    PictureFacts facts = PictureFacts.of(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));

    assertThat(facts.background()).isEqualTo("black");
    assertThat(facts.colours()).isEmpty();
  }

  private static byte[] request(String prompt, String url) {
    return JSON.writeValueAsBytes(
        Map.of(
            "model",
            "m",
            "messages",
            List.of(
                Map.of(
                    "content",
                    List.of(Map.of("text", prompt), Map.of("image_url", Map.of("url", url)))))));
  }

  /// White with a red quarter.
  private static String dataUrl() throws IOException {
    BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 40; x++) {
        image.setRGB(x, y, x < 10 ? 0xff0000 : 0xffffff);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
