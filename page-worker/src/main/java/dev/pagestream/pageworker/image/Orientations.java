package dev.pagestream.pageworker.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;

/// Reads from an image's metadata how it stands.
final class Orientations {
  private static final int TIFF_TAG = 274;

  private Orientations() {}

  /// What cannot be read stands upright: the pixels may be good all the same.
  ///
  /// @param format as the reader names it
  /// @param bytes of the file from its beginning
  static Orientation read(String format, ImageReader reader, int index, InputStream bytes) {
    try {
      return switch (format.toLowerCase(Locale.ROOT)) {
        case "jpeg", "jpg" ->
            exif(JpegMetadataReader.readMetadata(buffered(bytes), List.of(new ExifReader())));
        case "webp" -> exif(WebpMetadataReader.readMetadata(buffered(bytes)));
        case "tif", "tiff" -> tiff(reader, index);
        case String _ -> Orientation.UPRIGHT;
      };
    } catch (IOException | ImageProcessingException | RuntimeException _) {
      return Orientation.UPRIGHT;
    }
  }

  private static InputStream buffered(InputStream bytes) {
    return new BufferedInputStream(bytes);
  }

  private static Orientation exif(Metadata metadata) {
    return Optional.ofNullable(metadata.getFirstDirectoryOfType(ExifIFD0Directory.class))
        .map(directory -> directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
        .map(Orientation::of)
        .orElse(Orientation.UPRIGHT);
  }

  private static Orientation tiff(ImageReader reader, int index) throws IOException {
    TIFFField field =
        TIFFDirectory.createFromMetadata(reader.getImageMetadata(index)).getTIFFField(TIFF_TAG);
    return field == null ? Orientation.UPRIGHT : Orientation.of(field.getAsInt(0));
  }
}
