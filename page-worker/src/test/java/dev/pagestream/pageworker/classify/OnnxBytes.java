package dev.pagestream.pageworker.classify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes the bytes of a small ONNX model: the mean of each channel, times weights, plus a bias.
final class OnnxBytes {
  private static final int FLOAT = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private OnnxBytes() {}

  /// @param weights three for each output, channel by channel
  /// @param bias one for each output
  static byte[] meansTimes(float[][] weights, float[] bias, String input, int side) {
    int labels = bias.length;
    float[] flat = new float[3 * labels];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(weights[channel], 0, flat, channel * labels, labels);
    }
    OnnxBytes graph =
        new OnnxBytes()
            .message(1, node("GlobalAveragePool", "pooled", input))
            .message(1, node("Flatten", "means", "pooled"))
            .message(1, node("Gemm", "logits", "means", "weights", "bias"))
            .text(2, "means")
            .message(5, tensor("weights", flat, 3, labels))
            .message(5, tensor("bias", bias, labels))
            .message(11, value(input, -1, 3, side, side))
            .message(12, value("logits", -1, labels));
    return new OnnxBytes()
        .number(1, 8)
        .message(7, graph)
        .message(8, new OnnxBytes().text(1, "").number(2, 13))
        .out
        .toByteArray();
  }

  private static OnnxBytes node(String operator, String output, String... inputs) {
    OnnxBytes node = new OnnxBytes();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, output).text(4, operator);
  }

  private static OnnxBytes tensor(String name, float[] values, long... sizes) {
    OnnxBytes tensor = new OnnxBytes();
    for (long size : sizes) {
      tensor.number(1, size);
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
  }

  /// @param sizes -1 where it is open
  private static OnnxBytes value(String name, long... sizes) {
    OnnxBytes shape = new OnnxBytes();
    for (long size : sizes) {
      OnnxBytes dimension = new OnnxBytes();
      shape.message(1, size < 0 ? dimension.text(2, "N") : dimension.number(1, size));
    }
    OnnxBytes tensor = new OnnxBytes().number(1, FLOAT).message(2, shape);
    return new OnnxBytes().text(1, name).message(2, new OnnxBytes().message(1, tensor));
  }

  private OnnxBytes number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  private OnnxBytes text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private OnnxBytes message(int field, OnnxBytes message) {
    return bytes(field, message.out.toByteArray());
  }

  private OnnxBytes bytes(int field, byte[] bytes) {
    varint(((long) field << 3) | 2);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
