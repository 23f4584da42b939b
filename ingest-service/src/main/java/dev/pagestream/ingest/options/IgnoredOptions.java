package dev.pagestream.ingest.options;

import java.util.List;

/// The options that are accepted and have no effect here, because they steer models that run inside
/// docling. Their types are checked all the same: what docling-serve answers with 422 is answered
/// with 422.
final class IgnoredOptions {
  private static final List<String> SWITCHES =
      List.of(
          "do_ocr",
          "force_ocr",
          "table_cell_matching",
          "do_table_structure",
          "do_pdf_heading_hierarchy",
          "include_page_images",
          "do_code_enrichment",
          "do_formula_enrichment");
  private static final List<String> NAMES =
      List.of(
          "ocr_engine",
          "ocr_preset",
          "chunking_preset",
          "vlm_pipeline_model",
          "code_formula_preset",
          "table_structure_preset",
          "layout_preset",
          "picture_classification_preset");
  static final List<String> OBJECTS =
      List.of(
          "ocr_custom_config",
          "pdf_heading_hierarchy_options",
          "vlm_pipeline_model_local",
          "code_formula_custom_config",
          "table_structure_custom_config",
          "layout_custom_config",
          "picture_classification_custom_config");
  static final List<String> LISTS = List.of("from_formats", "ocr_lang");

  private IgnoredOptions() {}

  static void check(FieldReader options) {
    options.manyOf("from_formats", Words.INPUT_FORMATS);
    options.texts("ocr_lang");
    options.oneOf("pdf_backend", Words.PDF_BACKENDS, "docling_parse");
    options.oneOf("table_mode", Words.TABLE_MODES, "accurate");
    SWITCHES.forEach(name -> options.bool(name, false));
    NAMES.forEach(options::text);
    OBJECTS.forEach(options::dictionary);
  }
}
