package dev.pagestream.ingest.options;

import dev.pagestream.runtime.config.Secret;
import java.util.List;
import java.util.Optional;

/// Makes [ConvertOptions] from a request's options: defaults, types and words as docling-serve
/// 1.31.0 has them (`docling/datamodel/service/options.py`). Pure.
public final class OptionsReader {
  /// Where the password of a PDF is given.
  public static final String PDF_PASSWORD = "pagestream_pdf_password";

  private static final List<Integer> ALL_PAGES = List.of(1, Integer.MAX_VALUE);

  private OptionsReader() {}

  /// Reads all options; what is wrong is added to the reader's errors, and defaults stand in for
  /// it.
  public static ConvertOptions read(FieldReader options, List<FieldError> errors) {
    int before = errors.size();
    IgnoredOptions.check(options);
    String exportMode = options.oneOf("image_export_mode", Words.IMAGE_EXPORT_MODES, "placeholder");
    boolean includeImages =
        options.bool("include_images", true) && !exportMode.equals("placeholder");
    List<Integer> pages = pages(options);
    ConvertOptions read =
        new ConvertOptions(
            options.manyOf("to_formats", Words.OUTPUT_FORMATS).orElse(List.of("md")),
            exportMode,
            includeImages,
            options.number("images_scale", 2.0),
            options.text("md_page_break_placeholder", ""),
            pages.getFirst(),
            pages.getLast(),
            options.number("document_timeout"),
            options.bool("abort_on_error", false),
            options.oneOf("pipeline", Words.PIPELINES, "standard"),
            options.bool("do_picture_description", false),
            options.bool("do_picture_classification", false),
            options.number("picture_description_area_threshold", 0.05),
            new ConvertOptions.Pictures(
                options.object("picture_description_api").flatMap(PictureApi::read),
                options.text("picture_description_preset"),
                options.object("picture_description_custom_config").flatMap(CustomPicture::read),
                options.has("picture_description_custom_config"),
                options.dictionary("picture_description_local").isPresent()),
            charts(options),
            new ConvertOptions.Pages(
                options.object("vlm_pipeline_model_api").flatMap(PageApi::read),
                options.text("vlm_pipeline_preset"),
                options.dictionary("vlm_pipeline_custom_config").isPresent()),
            QuestionOptions.read(options),
            options.oneOf("image_alt_mode", Words.ALT_MODES, "static"),
            options.text(PDF_PASSWORD).filter(text -> !text.isEmpty()).map(Secret::new),
            new ConvertOptions.Chunks(
                options.object("chunking_options").map(ChunkingRequest::read),
                options.bool("pagestream_chunks_topic", false)));
    if (errors.size()
        == before) { // As upstream: rules about several fields run once each field is right.
      exclusive(options);
    }
    return read;
  }

  /// A model that is named asks for its work; the switch alone asks for docling's default.
  private static Optional<String> charts(FieldReader options) {
    boolean wanted = options.bool("do_chart_extraction", false);
    if (options.has("chart_extraction_model")) {
      String model = options.oneOf("chart_extraction_model", Words.CHART_MODELS, "");
      return model.isEmpty() ? Optional.empty() : Optional.of(model);
    }
    return wanted ? Optional.of(Words.DEFAULT_CHART_MODEL) : Optional.empty();
  }

  private static List<Integer> pages(FieldReader options) {
    Optional<List<Integer>> pages = options.pair("page_range");
    if (pages.isPresent()
        && (pages.get().getFirst() < 1 || pages.get().getLast() < pages.get().getFirst())) {
      options.valueErrorAt(
          "page_range", "Invalid page range: start must be ≥ 1 and end must be ≥ start.");
    }
    return pages.orElse(ALL_PAGES);
  }

  private static void exclusive(FieldReader options) {
    boolean local = options.has("picture_description_local");
    boolean api = options.has("picture_description_api");
    boolean preset = options.has("picture_description_preset");
    boolean custom = options.has("picture_description_custom_config");
    if (local && api) {
      options.valueError(
          "The parameters picture_description_local and picture_description_api are mutually exclusive, only one of them"
              + " can be set.");
    } else if (preset && custom) {
      options.valueError(
          "Cannot specify both picture_description_preset and picture_description_custom_config.");
    } else if ((local || api) && (preset || custom)) {
      options.valueError(
          "Cannot mix legacy picture description options (picture_description_local/api) with new options"
              + " (picture_description_preset/custom_config). Please use only one approach.");
    } else if (options.has("vlm_pipeline_preset") && options.has("vlm_pipeline_custom_config")) {
      options.valueError("Cannot specify both vlm_pipeline_preset and vlm_pipeline_custom_config.");
    } else if (options.has("chunking_preset") && options.has("chunking_options")) {
      options.valueError("Cannot specify both chunking_preset and chunking_options.");
    }
  }
}
