package dev.pagestream.ingest.api;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.document.export.OutputFormat;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Several documents as one flat zip: `<stem>.md`, `<stem>.json` and so on. Unlike upstream, equal
/// stems do not overwrite each other, and a document with errors has them in `<stem>.errors.json`.
/// Images that documents refer to stand in `artifacts/`.
final class ZipResult {
  private final BlobStore blobs;

  ZipResult(BlobStore blobs) {
    this.blobs = blobs;
  }

  void write(Context ctx, List<ResultManifest> manifests) throws IOException {
    ctx.status(200)
        .contentType("application/zip")
        .header("Content-Disposition", "attachment; filename=\"converted_docs.zip\"");
    Set<String> stems = new HashSet<>();
    Set<String> files = new HashSet<>();
    try (ZipOutputStream zip = new ZipOutputStream(ctx.outputStream())) {
      for (ResultManifest manifest : manifests) {
        write(zip, manifest, unique(stem(manifest.name()), stems));
        addImages(zip, manifest, files);
      }
    }
  }

  private void write(ZipOutputStream zip, ResultManifest manifest, String stem) throws IOException {
    for (Map.Entry<String, ResultManifest.Output> output : manifest.outputs().entrySet()) {
      Optional<OutputFormat> format = OutputFormat.ofWireName(output.getKey());
      if (format.isPresent()) {
        add(zip, stem + "." + format.get().extension(), output.getValue());
      }
    }
    if (!manifest.errors().isEmpty()) {
      zip.putNextEntry(new ZipEntry(stem + ".errors.json"));
      zip.write(Answers.JSON.writeValueAsBytes(manifest.errors()));
      zip.closeEntry();
    }
  }

  /// Equal names are equal pictures: the hash of their bytes is in the name.
  private void addImages(ZipOutputStream zip, ResultManifest manifest, Set<String> added)
      throws IOException {
    for (Map.Entry<String, ResultManifest.Output> image : manifest.artifacts().entrySet()) {
      if (added.add(image.getKey())) {
        add(zip, image.getKey(), image.getValue());
      }
    }
  }

  private void add(ZipOutputStream zip, String name, ResultManifest.Output output)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    try (InputStream in = blobs.open(output.key())) {
      in.transferTo(zip);
    }
    zip.closeEntry();
  }

  /// The name without directories and extension: it is never used as a path.
  private static String stem(String name) {
    String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    int dot = file.lastIndexOf('.');
    String stem = dot > 0 ? file.substring(0, dot) : file;
    return stem.isBlank() ? "document" : stem;
  }

  private static String unique(String stem, Set<String> taken) {
    String candidate = stem;
    for (int i = 1; !taken.add(candidate); i++) {
      candidate = stem + "-" + i;
    }
    return candidate;
  }
}
