package dev.pagestream.pageworker.picture;

import dev.pagestream.document.Hashes;

/// A picture as it is sent: a PNG of 8 bits, RGBA (colour type 6, as docling sends), or the JPEG
/// that lies in the document.
///
/// @param sha256 of the bytes, lower-case hex
@SuppressWarnings("ArrayRecordComponent") // Carried from encoder to page object, never compared.
public record Crop(byte[] bytes, String mediaType, int widthPx, int heightPx, String sha256) {
  static Crop png(byte[] bytes, int widthPx, int heightPx) {
    return new Crop(bytes, "image/png", widthPx, heightPx, Hashes.sha256(bytes));
  }

  public static Crop jpeg(byte[] bytes, int widthPx, int heightPx) {
    return new Crop(bytes, "image/jpeg", widthPx, heightPx, Hashes.sha256(bytes));
  }
}
