package dev.pagestream.document.export;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.pagestream.document.EveryNodeDocument;
import dev.pagestream.document.Golden;
import dev.pagestream.document.assembly.ImageExportMode;
import dev.pagestream.document.chunk.ChunkOptions;
import dev.pagestream.document.chunk.Chunker;
import dev.pagestream.document.chunk.ChunksJson;
import dev.pagestream.document.chunk.HybridChunker;
import dev.pagestream.document.chunk.TokenCount;
import dev.pagestream.document.chunk.TokenEstimate;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.DoclingJson;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// One document with every kind of node, in every format; `-Dupdate-golden` writes the files anew.
class GoldenExportsTest {
  private static final JsonMapper PRETTY = JsonMapper.builder().build();

  static List<Arguments> exports() {
    return List.of(
        export(
            "md/every-node.md",
            document ->
                MarkdownExporter.export(
                    document,
                    new MarkdownOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.STATIC, ""))),
        export(
            "html/every-node.html",
            document ->
                HtmlExporter.export(
                    document, new HtmlOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.STATIC))),
        export(
            "html/every-node.split.html",
            document ->
                HtmlExporter.exportSplitPage(
                    document, new HtmlOptions(ImageExportMode.PLACEHOLDER, ImageAltMode.STATIC))),
        export("text/every-node.txt", TextExporter::export),
        export("json/every-node.json", GoldenExportsTest::json),
        export("yaml/every-node.yaml", YamlExporter::export),
        export("doctags/every-node.doctags.txt", DocTagsExporter::export),
        export("doclang/every-node.dclg.xml", DocLangExporter::export),
        export("vtt/every-node.vtt", VttExporter::export),
        export("chunks/every-node.json", GoldenExportsTest::chunks));
  }

  private static Arguments export(String file, Function<DoclingDocument, String> exporter) {
    return argumentSet(file, file, exporter);
  }

  @ParameterizedTest
  @MethodSource("exports")
  void isWrittenAsBefore(String file, Function<DoclingDocument, String> exporter) {
    String written = exporter.apply(EveryNodeDocument.document());

    Golden.assertMatches(file, written.endsWith("\n") ? written : written + "\n");
  }

  private static String json(DoclingDocument document) {
    return pretty(DoclingJson.write(document));
  }

  private static String chunks(DoclingDocument document) {
    Chunker chunker =
        new HybridChunker(
            ChunkOptions.DEFAULTS, new TokenEstimate(), TokenCount.DEFAULT_MAX_TOKENS, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ChunksJson(true).write(chunker.chunks(document), out);
    return pretty(out.toByteArray());
  }

  private static String pretty(byte[] json) {
    return PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(PRETTY.readTree(json));
  }
}
