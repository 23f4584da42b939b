package dev.pagestream.assembler.finish;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.Hashes;
import dev.pagestream.document.assembly.Artifact;
import dev.pagestream.document.assembly.AssembledDocument;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.document.export.OutputFormat;
import dev.pagestream.schema.ConversionOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Renders a document in the formats asked for and stores them, one after the other. Confined to
/// one thread.
final class Outputs {
  /// So much Markdown goes into the event itself.
  private static final int INLINE_BYTES = 32 << 10;

  private final BlobStore blobs;
  private final Path spoolDirectory;
  private final String documentId;
  private final int revision;
  private final SortedMap<String, ResultManifest.Output> written = new TreeMap<>();
  private final SortedMap<String, ResultManifest.Output> artifacts = new TreeMap<>();
  private Optional<String> inlineMarkdown = Optional.empty();

  Outputs(BlobStore blobs, Path spoolDirectory, String documentId, int revision) {
    this.spoolDirectory = spoolDirectory;
    this.blobs = blobs;
    this.documentId = documentId;
    this.revision = revision;
  }

  /// Formats nobody renders were refused when the document was handed in.
  void write(AssembledDocument document, ConversionOptions options) {
    Renderings renderings = new Renderings(document.document(), options);
    for (String name : options.getToFormats()) {
      Optional<OutputFormat> format = OutputFormat.ofWireName(name);
      if (format.isPresent()) {
        write(format.get(), renderings);
      }
    }
  }

  private void write(OutputFormat format, Renderings renderings) {
    try (SpooledOutput output = new SpooledOutput(spoolDirectory)) {
      renderings.write(format, output);
      String key =
          BlobNames.output(documentId, revision, "document", output.sha256(), format.extension());
      output.store(blobs, key);
      written.put(format.wireName(), new ResultManifest.Output(key, output.length()));
      if (format == OutputFormat.MD) {
        inlineMarkdown =
            output.atMost(INLINE_BYTES).map(content -> new String(content, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + format.wireName(), e);
    }
  }

  /// Stores the files that the document refers to. Equal ones are one file.
  void write(List<Artifact> files, StoredParts parts) {
    for (Artifact file : files) {
      String extension = file.path().substring(file.path().lastIndexOf('.') + 1);
      String key = BlobNames.output(documentId, revision, "image", file.crop().sha256(), extension);
      if (blobs.size(key).isEmpty()) {
        blobs.put(key, parts.crop(file));
      }
      artifacts.put(file.path(), new ResultManifest.Output(key, file.crop().length()));
    }
  }

  String writeManifest(ResultManifest manifest) {
    byte[] content = manifest.toJson();
    String key = BlobNames.output(documentId, revision, "manifest", Hashes.sha256(content), "json");
    blobs.put(key, content);
    return key;
  }

  /// By their paths beside the document.
  SortedMap<String, ResultManifest.Output> artifacts() {
    return artifacts;
  }

  SortedMap<String, ResultManifest.Output> written() {
    return written;
  }

  Optional<String> inlineMarkdown() {
    return inlineMarkdown;
  }
}
