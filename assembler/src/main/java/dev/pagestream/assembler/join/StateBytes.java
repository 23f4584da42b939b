package dev.pagestream.assembler.join;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/// How state is written: one version byte, then fields in order. To change the layout, raise [#VERSION] and go on
/// reading the older one. Events inside it are [StateEvents].
final class StateBytes {
  static final byte VERSION = 1;

  private StateBytes() {}

  interface Writer {
    void writeTo(DataOutputStream out) throws IOException;
  }

  interface Reader<T> {
    T readFrom(DataInputStream in) throws IOException;
  }

  static byte[] write(Writer writer) {
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
  static <T> T read(byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("state has version " + version + ", this program reads " + VERSION);
      }
      return reader.readFrom(in);
    } catch (IOException e) {
      throw new IllegalStateException("state is unreadable", e);
    }
  }

  static <T extends SpecificRecordBase> void writeEvent(DataOutputStream out, StateEvents<T> events, T event)
      throws IOException {
    ByteBuffer encoded = events.encoder.encode(event);
    out.writeInt(encoded.remaining());
    out.write(encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
  }

  static <T extends SpecificRecordBase> T readEvent(DataInputStream in, StateEvents<T> events) throws IOException {
    return events.decoder.decode(in.readNBytes(in.readInt()));
  }

  static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  static List<String> readTexts(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
