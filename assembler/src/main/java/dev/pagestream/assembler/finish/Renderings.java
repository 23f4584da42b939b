package dev.pagestream.assembler.finish;

import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.chunk.ChunksJson;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingJson;
import dev.pagestream.document.docling.DoclingVersion;
import dev.pagestream.document.export.DocLangExporter;
import dev.pagestream.document.export.DocTagsExporter;
import dev.pagestream.document.export.HtmlExporter;
import dev.pagestream.document.export.HtmlOptions;
import dev.pagestream.document.export.ImageAltMode;
import dev.pagestream.document.export.MarkdownExporter;
import dev.pagestream.document.export.MarkdownOptions;
import dev.pagestream.document.export.OutputFormat;
import dev.pagestream.document.export.VttExporter;
import dev.pagestream.document.export.YamlExporter;
import dev.pagestream.schema.ConversionOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A document in the formats there are, as its request asked for them. Immutable.
final class Renderings {
  private final DoclingDocument document;
  private final MarkdownOptions markdown;
  private final HtmlOptions html;
  private final ConversionOptions options;

  Renderings(DoclingDocument document, ConversionOptions options) {
    this.document = document;
    this.options = options;
    ImageExportMode images =
        options.getIncludeImages()
            ? ImageExportMode.parse(options.getImageExportMode())
            : ImageExportMode.PLACEHOLDER;
    ImageAltMode alt = ImageAltMode.parse(options.getImageAltMode());
    String pageBreak = options.getMdPageBreakPlaceholder();
    markdown = new MarkdownOptions(images, alt, pageBreak);
    html = new HtmlOptions(images, alt, Optional.empty(), !pageBreak.isEmpty());
  }

  /// Piece by piece; the stream is left open.
  void write(OutputFormat format, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    switch (format) {
      case JSON -> DoclingJson.write(asRead(), out);
      // docling-serve's text is Markdown.
      case MD, TEXT -> MarkdownExporter.write(document, markdown, text);
      case HTML -> HtmlExporter.write(document, html, text);
      case HTML_SPLIT_PAGE -> HtmlExporter.writeSplitPage(document, html, text);
      case DOCTAGS -> DocTagsExporter.write(document, text);
      case DOCLANG -> DocLangExporter.write(document, text);
      case YAML -> YamlExporter.write(asRead(), text);
      case VTT -> text.write(VttExporter.export(document));
      case CHUNKS -> chunks(out);
    }
    text.flush();
  }

  /// In a version that the client reads.
  private DoclingDocument asRead() {
    @Nullable String newest = options.getDoclingVersion();
    return newest == null ? document : document.readableBy(DoclingVersion.parse(newest));
  }

  private void chunks(OutputStream out) {
    Chunking chunking = Chunking.of(options);
    new ChunksJson(chunking.rawText()).writeLines(chunking.chunker().chunks(document), out);
  }
}
