package dev.pagestream.document.page;

import dev.pagestream.document.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The blob a page becomes: its content and the bytes of its crops.
///
/// Layout: `PSPG1\n`, content length as 4-byte big-endian, content as JSON, crops back to back. A
/// crop's offset counts from the start of the crops section; [#cropsStart()] turns it into an
/// offset in the blob for a range read.
///
/// @param content what was found
/// @param cropsStart first byte of the crops section in the blob
public record PageObject(PageContent content, int cropsStart) {
  private static final byte[] MAGIC = "PSPG1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int PREFIX = MAGIC.length + Integer.BYTES;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// An encoded page object.
  ///
  /// @param sha256 of the bytes, lower-case hex
  @SuppressWarnings("ArrayRecordComponent") // Carried from encoder to store, never compared.
  public record Encoded(byte[] bytes, int cropsStart, String sha256) {}

  /// @param crops in the order of their offsets in the content
  public static Encoded encode(PageContent content, List<byte[]> crops) {
    byte[] json = JSON.writeValueAsBytes(content);
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(
            PREFIX + json.length + crops.stream().mapToInt(crop -> crop.length).sum());
    out.writeBytes(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(json.length).array());
    out.writeBytes(json);
    crops.forEach(out::writeBytes);
    byte[] bytes = out.toByteArray();
    return new Encoded(bytes, PREFIX + json.length, Hashes.sha256(bytes));
  }

  /// Reads the content; crops are left where they are.
  ///
  /// @param blob the whole blob, or at least up to the end of the content
  /// @throws IllegalArgumentException when the bytes are not a page object
  public static PageObject decode(byte[] blob) {
    if (blob.length < PREFIX || !Arrays.equals(blob, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("not a page object");
    }
    int length = ByteBuffer.wrap(blob).getInt(MAGIC.length);
    if (length < 0 || length > blob.length - PREFIX) {
      throw new IllegalArgumentException("page object is cut short");
    }
    try {
      PageContent content =
          JSON.readValue(
              new String(blob, PREFIX, length, StandardCharsets.UTF_8), PageContent.class);
      return new PageObject(content, PREFIX + length);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("page object is unreadable: " + e.getOriginalMessage(), e);
    }
  }

  /// Reads the content from the beginning of the blob, and nothing of the crops. The caller closes
  /// the stream.
  ///
  /// @throws IllegalArgumentException when the bytes are not a page object
  public static PageObject read(InputStream blob) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(blob.readNBytes(PREFIX));
    if (head.size() == PREFIX) {
      head.writeBytes(
          blob.readNBytes(Math.max(0, ByteBuffer.wrap(head.toByteArray()).getInt(MAGIC.length))));
    }
    return decode(head.toByteArray());
  }

  /// The bytes of a crop, taken from the whole blob.
  public byte[] crop(byte[] blob, PageBlock.Crop crop) {
    int from = Math.toIntExact(cropsStart + crop.offset());
    return Arrays.copyOfRange(blob, from, from + crop.length());
  }
}
