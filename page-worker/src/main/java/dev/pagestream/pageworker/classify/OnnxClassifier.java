package dev.pagestream.pageworker.classify;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.pagestream.document.page.PageBlock.ClassScore;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A model of the DocumentFigureClassifier family, run on the processor. Preprocessing is that of
/// its training: 224 x 224 pixels whatever the aspect, bilinear, each channel normalised; its
/// outputs are logits. Thread-safe: runs of one session may overlap, each on its caller's thread.
public final class OnnxClassifier implements PictureClassifier {
  static final int SIDE_PX = 224;
  private static final int CHANNELS = 3;
  private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATION = {0.47853944f, 0.4732864f, 0.47434163f};
  private static final float WHITE = 255;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final LabelSet labels;

  private OnnxClassifier(
      OrtEnvironment environment, OrtSession session, String input, LabelSet labels) {
    this.environment = environment;
    this.session = session;
    this.input = input;
    this.labels = labels;
  }

  /// @throws IllegalArgumentException with a sentence for the operator, when the file cannot be
  ///   used
  public static OnnxClassifier open(Path model, LabelSet labels) {
    if (!Files.isReadable(model)) {
      throw new IllegalArgumentException(
          "classifierModel is " + model + ", which does not exist or cannot be read");
    }
    OrtEnvironment environment = environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // Pages are analysed side by side: each may use its own core only.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      OrtSession session = environment.createSession(model.toString(), options);
      return checked(environment, session, model, labels);
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          "classifierModel is " + model + ", which is no model that can be run: " + e.getMessage(),
          e);
    }
  }

  private static OrtEnvironment environment() {
    try {
      return OrtEnvironment.getEnvironment("pagestream");
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError e) {
      throw new IllegalArgumentException(
          "classifierModel is set, but ONNX Runtime cannot be loaded on this system: "
              + e.getMessage(),
          e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "classifierModel is set, but ONNX Runtime cannot be started: " + e.getMessage(), e);
    }
  }

  private static OnnxClassifier checked(
      OrtEnvironment environment, OrtSession session, Path model, LabelSet labels)
      throws OrtException {
    OnnxClassifier classifier =
        new OnnxClassifier(environment, session, session.getInputNames().iterator().next(), labels);
    String problem = problem(session, labels);
    if (!problem.isEmpty()) {
      classifier.close();
      throw new IllegalArgumentException("classifierModel is " + model + ", " + problem);
    }
    return classifier;
  }

  /// What stands against it; empty when nothing does.
  private static String problem(OrtSession session, LabelSet labels) throws OrtException {
    if (session.getNumInputs() != 1) {
      return "which has " + session.getNumInputs() + " inputs instead of one picture";
    }
    NodeInfo in = session.getInputInfo().values().iterator().next();
    if (!(in.getInfo() instanceof TensorInfo picture)
        || !fits(picture.getShape(), 1, CHANNELS, SIDE_PX, SIDE_PX)) {
      return "whose input is not pictures of " + CHANNELS + " x " + SIDE_PX + " x " + SIDE_PX;
    }
    NodeInfo out = session.getOutputInfo().values().iterator().next();
    int wanted = labels.names().size();
    if (!(out.getInfo() instanceof TensorInfo logits)
        || logits.getShape().length != 2
        || (logits.getShape()[1] >= 0 && logits.getShape()[1] != wanted)) {
      return "whose output is not one of " + wanted + " labels: see pictureLabels";
    }
    return "";
  }

  /// Sizes below zero are open.
  private static boolean fits(long[] shape, long... wanted) {
    boolean fits = shape.length == wanted.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = shape[i] < 0 || shape[i] == wanted[i];
    }
    return fits;
  }

  @Override
  public List<ClassScore> classify(PictureView picture) {
    long[] shape = {1, CHANNELS, SIDE_PX, SIDE_PX};
    try (OnnxTensor pixels =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(normalised(picture.image())), shape);
        OrtSession.Result result = session.run(Map.of(input, pixels))) {
      return labels.scores(softmax(logits(result.get(0))));
    } catch (OrtException e) {
      throw new IllegalStateException("the picture classifier failed", e);
    }
  }

  private float[] logits(OnnxValue output) throws OrtException {
    if (output.getValue() instanceof float[][] rows && rows[0].length == labels.names().size()) {
      return rows[0];
    }
    throw new OrtException("the output does not have a number for each label");
  }

  /// Channel after channel, row after row.
  static float[] normalised(BufferedImage image) {
    BufferedImage square = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = square.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, SIDE_PX, SIDE_PX, Color.WHITE, null);
    graphics.dispose();
    int plane = SIDE_PX * SIDE_PX;
    float[] values = new float[CHANNELS * plane];
    int[] rgb = square.getRGB(0, 0, SIDE_PX, SIDE_PX, null, 0, SIDE_PX);
    for (int i = 0; i < plane; i++) {
      values[i] = normalised(Colours.red(rgb[i]), 0);
      values[plane + i] = normalised(Colours.green(rgb[i]), 1);
      values[2 * plane + i] = normalised(Colours.blue(rgb[i]), 2);
    }
    return values;
  }

  private static float normalised(int value, int channel) {
    return (value / WHITE - MEAN[channel]) / DEVIATION[channel];
  }

  static double[] softmax(float[] logits) {
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double[] shares = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      shares[i] = Math.exp(logits[i] - most);
    }
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the picture classifier cannot be closed", e);
    }
  }
}
