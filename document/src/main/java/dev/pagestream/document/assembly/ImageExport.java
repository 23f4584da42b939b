package dev.pagestream.document.assembly;

import dev.pagestream.document.docling.ImageRef;
import dev.pagestream.document.docling.Size;
import dev.pagestream.document.page.PageBlock;
import dev.pagestream.document.page.PageContent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns crops into image references. Confined to one assembly.
final class ImageExport {
  private static final double POINTS_PER_INCH = 72;

  private final ImageExportMode mode;
  private final List<Artifact> artifacts = new ArrayList<>();

  ImageExport(ImageExportMode mode) {
    this.mode = mode;
  }

  /// The images of a page by the index of their picture. Reads the page's crops when they are
  /// embedded.
  Map<Integer, ImageRef> of(PageContent page, CropReader crops) {
    Map<Integer, ImageRef> images = new HashMap<>();
    page.pictures()
        .forEach(picture ->
            picture
                .crop()
                .filter(_ -> mode != ImageExportMode.PLACEHOLDER)
                .map(crop -> image(page.page(), picture, crop, crops))
                .ifPresent(image -> images.put(picture.index(), image)));
    return images;
  }

  List<Artifact> artifacts() {
    return artifacts;
  }

  private ImageRef image(
      int page, PageBlock.Picture picture, PageBlock.Crop crop, CropReader crops) {
    String uri =
        switch (mode) {
          case EMBEDDED -> dataUri(crop, crops.read(crop));
          case REFERENCED, PLACEHOLDER -> artifact(page, crop);
        };
    double widthPt = picture.box().width();
    int dpi = Math.toIntExact(Math.round(POINTS_PER_INCH * crop.widthPx() / Math.max(1, widthPt)));
    return new ImageRef(crop.mediaType(), dpi, new Size(crop.widthPx(), crop.heightPx()), uri);
  }

  private static String dataUri(PageBlock.Crop crop, byte[] bytes) {
    return "data:" + crop.mediaType() + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  /// Named as docling names them.
  private String artifact(int page, PageBlock.Crop crop) {
    String extension = crop.mediaType().substring(crop.mediaType().indexOf('/') + 1);
    String path =
        "artifacts/image_%06d_%s.%s".formatted(artifacts.size(), crop.sha256(), extension);
    artifacts.add(new Artifact(path, page, crop));
    return path;
  }
}
