package dev.pagestream.assembler.streams;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// How state is written: one version byte, then fields in order. To change the layout, raise
/// [#VERSION] and go on reading the older one. Events inside it are [StateEvents].
public final class StateBytes {
  static final byte VERSION = 1;

  private StateBytes() {}

  /// Writes fields.
  public interface Writer {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /// Reads fields in the order they were written.
  public interface Reader<T> {
    T readFrom(DataInputStream in) throws IOException;
  }

  public static byte[] write(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IllegalStateException when the bytes are of another version or damaged
  public static <T> T read(byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "state has version " + version + ", this program reads " + VERSION);
      }
      return reader.readFrom(in);
    } catch (IOException e) {
      throw new IllegalStateException("state is unreadable", e);
    }
  }

  public static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  public static List<String> readTexts(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
