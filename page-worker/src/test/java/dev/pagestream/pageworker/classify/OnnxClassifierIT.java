package dev.pagestream.pageworker.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pagestream.document.page.PageBlock.ClassScore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With models of a few hundred bytes that are written here.
class OnnxClassifierIT {
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.47853944f, 0.4732864f, 0.47434163f};

  @TempDir private Path directory;

  @Test
  void givesTheSharesOfTheModelsLogits() throws IOException {
    float[][] weights = weights(26);
    float[] bias = bias(26);
    Color colour = new Color(200, 30, 90);

    List<ClassScore> scores;
    try (PictureClassifier classifier =
        OnnxClassifier.open(model(weights, bias, "pixel_values", 224), LabelSet.V2_5)) {
      scores = classifier.classify(PictureView.ofPixels(filled(colour, 320, 50)));
    }

    double[] logits = new double[26];
    int[] channels = {200, 30, 90};
    double sum = 0;
    for (int i = 0; i < 26; i++) {
      logits[i] = bias[i];
      for (int c = 0; c < 3; c++) {
        logits[i] += weights[c][i] * (channels[c] / 255.0 - MEAN[c]) / DEVIATION[c];
      }
      sum += Math.exp(logits[i]);
    }
    assertThat(scores)
        .hasSize(26)
        .isSortedAccordingTo(Comparator.comparingDouble(score -> -score.confidence()));
    for (ClassScore score : scores) {
      double wanted = Math.exp(logits[LabelSet.V2_5.names().indexOf(score.name())]) / sum;
      assertThat(score.confidence()).as(score.name()).isCloseTo(wanted, within(1e-4));
    }
  }

  @Test
  void shrinksWithoutKeepingTheAspect() throws IOException {
    BufferedImage halves = new BufferedImage(600, 80, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = halves.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 300, 80);
    graphics.dispose();

    float[] values = OnnxClassifier.normalised(halves);

    float white = (1 - MEAN[0]) / DEVIATION[0];
    float black = -MEAN[0] / DEVIATION[0];
    assertThat(values).hasSize(3 * 224 * 224);
    assertThat(values[0]).isCloseTo(white, within(1e-5f));
    assertThat(values[223]).isCloseTo(black, within(1e-5f));
    assertThat(values[223 * 224 + 100]).isCloseTo(white, within(1e-5f));
  }

  @Test
  void knowsVersion1ByItsSixteenLabels() throws IOException {
    float[] bias = new float[16];
    bias[8] = 5;

    try (PictureClassifier classifier =
        OnnxClassifier.open(model(weights(16), bias, "input", 224), LabelSet.V1)) {
      List<ClassScore> scores =
          classifier.classify(PictureView.ofPixels(filled(Color.GRAY, 20, 20)));

      assertThat(scores).hasSize(16);
      assertThat(scores.getFirst().name()).isEqualTo("map");
    }
  }

  @Test
  void refusesAModelOfOtherLabels() throws IOException {
    Path model = model(weights(16), bias(16), "input", 224);

    assertThatThrownBy(() -> OnnxClassifier.open(model, LabelSet.V2_5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("classifierModel is " + model)
        .hasMessageContaining("not one of 26 labels");
  }

  @Test
  void refusesAModelOfOtherPictures() throws IOException {
    Path model = model(weights(26), bias(26), "input", 32);

    assertThatThrownBy(() -> OnnxClassifier.open(model, LabelSet.V2_5))
        .hasMessageContaining("3 x 224 x 224");
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException {
    Path none = directory.resolve("none.onnx");
    Path bad = Files.writeString(directory.resolve("bad.onnx"), "this is no model");

    assertThatThrownBy(() -> OnnxClassifier.open(none, LabelSet.V2_5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not exist");
    assertThatThrownBy(() -> OnnxClassifier.open(bad, LabelSet.V2_5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no model that can be run");
  }

  private Path model(float[][] weights, float[] bias, String input, int side) throws IOException {
    return Files.write(
        directory.resolve("model.onnx"), OnnxBytes.meansTimes(weights, bias, input, side));
  }

  private static float[][] weights(int labels) {
    Random random = new Random(5);
    float[][] weights = new float[3][labels];
    for (float[] row : weights) {
      for (int i = 0; i < labels; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return weights;
  }

  private static float[] bias(int labels) {
    Random random = new Random(7);
    float[] bias = new float[labels];
    for (int i = 0; i < labels; i++) {
      bias[i] = (float) random.nextGaussian();
    }
    return bias;
  }

  private static BufferedImage filled(Color colour, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }
}
