package dev.pagestream.ingest.options;

import java.util.List;

/// The closed word lists of docling-serve 1.31.0's options.
final class Words {
  static final List<String> INPUT_FORMATS =
      List.of(
          "docx",
          "doc",
          "pptx",
          "ppt",
          "html",
          "image",
          "pdf",
          "asciidoc",
          "md",
          "csv",
          "xlsx",
          "xls",
          "odt",
          "ods",
          "odp",
          "xml_uspto",
          "xml_jats",
          "xml_xbrl",
          "xml_doclang",
          "dclx",
          "mets_gbs",
          "json_docling",
          "audio",
          "video",
          "vtt",
          "latex",
          "email",
          "epub",
          "boxnote",
          "iwork_pages",
          "ebcdic");
  static final List<String> OUTPUT_FORMATS =
      List.of(
          "md",
          "json",
          "yaml",
          "html",
          "html_split_page",
          "text",
          "doctags",
          "vtt",
          "doclang",
          "dclx",
          "chunks");
  static final List<String> IMAGE_EXPORT_MODES = List.of("placeholder", "embedded", "referenced");
  static final List<String> PDF_BACKENDS =
      List.of(
          "pypdfium2",
          "docling_parse",
          "threaded_docling_parse",
          "dlparse_v1",
          "dlparse_v2",
          "dlparse_v4");
  static final List<String> TABLE_MODES = List.of("fast", "accurate");
  static final List<String> PIPELINES = List.of("legacy", "standard", "vlm", "asr");
  static final List<String> ALT_MODES = List.of("static", "caption", "description");
  static final String DEFAULT_CHART_MODEL = "granite-vision-v4";
  static final List<String> CHART_MODELS = List.of("granite-vision", "granite-vision-v4");

  private Words() {}
}
