package dev.pagestream.ingest.api;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.assembly.ResultManifest;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Several documents as one flat zip: `<stem>.md`, `<stem>.json`, `<stem>.txt`. Unlike upstream,
/// equal stems do not overwrite each other, and a document with errors has them in
/// `<stem>.errors.json`.
final class ZipResult {
  private static final Map<String, String> EXTENSIONS =
      Map.of("md", ".md", "json", ".json", "text", ".txt");

  private final BlobStore blobs;

  ZipResult(BlobStore blobs) {
    this.blobs = blobs;
  }

  void write(Context ctx, List<ResultManifest> manifests) throws IOException {
    ctx.status(200)
        .contentType("application/zip")
        .header("Content-Disposition", "attachment; filename=\"converted_docs.zip\"");
    Set<String> stems = new HashSet<>();
    try (ZipOutputStream zip = new ZipOutputStream(ctx.outputStream())) {
      for (ResultManifest manifest : manifests) {
        write(zip, manifest, unique(stem(manifest.name()), stems));
      }
    }
  }

  private void write(ZipOutputStream zip, ResultManifest manifest, String stem) throws IOException {
    for (Map.Entry<String, ResultManifest.Output> output : manifest.outputs().entrySet()) {
      String extension = EXTENSIONS.get(output.getKey());
      if (extension != null) {
        zip.putNextEntry(new ZipEntry(stem + extension));
        try (InputStream in = blobs.open(output.getValue().key())) {
          in.transferTo(zip);
        }
        zip.closeEntry();
      }
    }
    if (!manifest.errors().isEmpty()) {
      zip.putNextEntry(new ZipEntry(stem + ".errors.json"));
      zip.write(Answers.JSON.writeValueAsBytes(manifest.errors()));
      zip.closeEntry();
    }
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
