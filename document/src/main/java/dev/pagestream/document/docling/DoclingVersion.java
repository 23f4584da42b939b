package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Version of docling's exchange format. docling-core reads documents of its own major version
/// whose minor version is not higher than its own, and refuses keys it does not know: so a document
/// says the lowest version that has what is in it. Immutable.
public record DoclingVersion(int major, int minor, int patch)
    implements Comparable<DoclingVersion> {
  /// Has `meta`; readable by every docling-core that knows it.
  public static final DoclingVersion WITH_META = new DoclingVersion(1, 8, 0);

  /// Readers of before refuse the code of a chart in `meta`.
  public static final DoclingVersion WITH_CODE = new DoclingVersion(1, 10, 0);

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?");
  private static final Comparator<DoclingVersion> ORDER =
      Comparator.comparingInt(DoclingVersion::major)
          .thenComparingInt(DoclingVersion::minor)
          .thenComparingInt(DoclingVersion::patch);

  /// @param text `1.8.0` or `1.8`
  /// @throws IllegalArgumentException when it is no version
  @JsonCreator
  public static DoclingVersion parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no version such as 1.10.0");
    }
    return new DoclingVersion(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3)));
  }

  /// The lowest that has what these pictures have.
  public static DoclingVersion of(List<PictureItem> pictures) {
    boolean code = pictures.stream().anyMatch(p -> p.meta().flatMap(PictureMeta::code).isPresent());
    return code ? WITH_CODE : WITH_META;
  }

  @Override
  public int compareTo(DoclingVersion other) {
    return ORDER.compare(this, other);
  }

  @JsonValue
  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
