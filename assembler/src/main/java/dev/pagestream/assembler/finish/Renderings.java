package dev.pagestream.assembler.finish;

import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.chunk.ChunksJson;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingJson;
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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

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
    html = new HtmlOptions(images, alt, HtmlOptions.DEFAULT_LANGUAGE, !pageBreak.isEmpty());
  }

  byte[] of(OutputFormat format) {
    return switch (format) {
      case JSON -> DoclingJson.write(document);
      // docling-serve's text is Markdown.
      case MD, TEXT -> utf8(MarkdownExporter.export(document, markdown));
      case HTML -> utf8(HtmlExporter.export(document, html));
      case HTML_SPLIT_PAGE -> utf8(HtmlExporter.exportSplitPage(document, html));
      case DOCTAGS -> utf8(DocTagsExporter.export(document));
      case DOCLANG -> utf8(DocLangExporter.export(document));
      case YAML -> utf8(YamlExporter.export(document));
      case VTT -> utf8(VttExporter.export(document));
      case CHUNKS -> chunks();
    };
  }

  private byte[] chunks() {
    Chunking chunking = Chunking.of(options);
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    new ChunksJson(chunking.rawText()).writeLines(chunking.chunker().chunks(document), lines);
    return lines.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
