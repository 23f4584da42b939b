package dev.pagestream.assembler.finish;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.BlobNames;
import dev.pagestream.document.Hashes;
import dev.pagestream.document.assembly.AssembledDocument;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.document.docling.DoclingJson;
import dev.pagestream.document.export.ImageAltMode;
import dev.pagestream.document.export.MarkdownExporter;
import dev.pagestream.document.export.MarkdownOptions;
import dev.pagestream.schema.ConversionOptions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Renders a document in the formats asked for and stores them, one after the other. Confined to
/// one thread.
final class Outputs {
  /// So much Markdown goes into the event itself.
  private static final int INLINE_BYTES = 32 << 10;

  private final BlobStore blobs;
  private final String documentId;
  private final int revision;
  private final SortedMap<String, ResultManifest.Output> written = new TreeMap<>();
  private Optional<String> inlineMarkdown = Optional.empty();

  Outputs(BlobStore blobs, String documentId, int revision) {
    this.blobs = blobs;
    this.documentId = documentId;
    this.revision = revision;
  }

  /// Formats nobody renders yet were refused when the document was handed in.
  void write(AssembledDocument document, ConversionOptions options) {
    for (String format : options.getToFormats()) {
      switch (format) {
        case "json" -> put(format, "json", DoclingJson.write(document.document()));
        case "md" -> {
          byte[] markdown = markdown(document, options);
          put(format, "md", markdown);
          if (markdown.length <= INLINE_BYTES) {
            inlineMarkdown = Optional.of(new String(markdown, StandardCharsets.UTF_8));
          }
        }
        case "text" ->
            put(format, "txt", markdown(document, options)); // docling-serve's text is Markdown.
        case String _ -> {}
      }
    }
  }

  String writeManifest(ResultManifest manifest) {
    return store("manifest", "json", manifest.toJson());
  }

  SortedMap<String, ResultManifest.Output> written() {
    return written;
  }

  Optional<String> inlineMarkdown() {
    return inlineMarkdown;
  }

  private static byte[] markdown(AssembledDocument document, ConversionOptions options) {
    ImageExportMode mode =
        options.getIncludeImages()
            ? ImageExportMode.parse(options.getImageExportMode())
            : ImageExportMode.PLACEHOLDER;
    MarkdownOptions markdown =
        new MarkdownOptions(mode, ImageAltMode.STATIC, options.getMdPageBreakPlaceholder());
    return MarkdownExporter.export(document.document(), markdown).getBytes(StandardCharsets.UTF_8);
  }

  private void put(String format, String extension, byte[] content) {
    written.put(
        format, new ResultManifest.Output(store("document", extension, content), content.length));
  }

  private String store(String name, String extension, byte[] content) {
    String key = BlobNames.output(documentId, revision, name, Hashes.sha256(content), extension);
    blobs.put(key, content);
    return key;
  }
}
