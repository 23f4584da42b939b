package dev.pagestream.pageworker.picture;

/// A picture as it is sent: PNG, 8 bits, RGBA (colour type 6, as docling sends).
///
/// @param sha256 of the bytes, lower-case hex
@SuppressWarnings("ArrayRecordComponent") // Carried from encoder to page object, never compared.
public record Crop(byte[] png, int widthPx, int heightPx, String sha256) {
  public static final String MEDIA_TYPE = "image/png";
}
