package dev.pagestream.ingest.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OptionsReaderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<Object> OPTIONS = List.of("body", "options");

  @Test
  void defaultsAreDoclings() {
    ConvertOptions options = accepted("{}");

    assertThat(options)
        .returns(List.of("md"), ConvertOptions::toFormats)
        .returns("placeholder", ConvertOptions::imageExportMode)
        .returns(false, ConvertOptions::includeImages)
        .returns(2.0, ConvertOptions::imagesScale)
        .returns(1, ConvertOptions::firstPage)
        .returns(Integer.MAX_VALUE, ConvertOptions::lastPage)
        .returns(false, ConvertOptions::describePictures)
        .returns(0.05, ConvertOptions::areaThreshold)
        .returns(
            new QuestionOptions(false, false, Optional.empty(), Optional.empty(), false),
            ConvertOptions::questions);
  }

  @Test
  void theEndpointsDefaultsAreDoclings() {
    PictureApi api =
        accepted("{'picture_description_api':{'url':'http://h/v1'}}")
            .pictures()
            .api()
            .orElseThrow();

    assertThat(api)
        .returns(20.0, PictureApi::timeoutSeconds)
        .returns(0, PictureApi::concurrency)
        .returns("Describe this image in a few sentences.", PictureApi::prompt)
        .returns(0.0, PictureApi::minConfidence);
    assertThat(api.allow()).isEmpty();
  }

  @Test
  void imagesAreIncludedUnlessReplacedByPlaceholders() {
    assertThat(accepted("{'image_export_mode':'embedded'}").includeImages()).isTrue();
    assertThat(accepted("{'image_export_mode':'embedded','include_images':false}").includeImages())
        .isFalse();
    assertThat(
            accepted("{'image_export_mode':'placeholder','include_images':true}").includeImages())
        .isFalse();
  }

  @Test
  void textsAreReadAsTheTypeTheyStandFor() {
    ConvertOptions options =
        accepted(
            "{'do_picture_description':'Yes','images_scale':'1.5','page_range':['2','3.0'],'document_timeout':'60'}");

    assertThat(options.describePictures()).isTrue();
    assertThat(options.imagesScale()).isEqualTo(1.5);
    assertThat(options.firstPage()).isEqualTo(2);
    assertThat(options.lastPage()).isEqualTo(3);
    assertThat(options.documentTimeoutSeconds()).contains(60.0);
  }

  @Test
  void aPageRangeUpToDoclingsLargestNumberIsAccepted() {
    assertThat(accepted("{'page_range':[3,9223372036854775807]}").lastPage())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'do_ocr':true,'force_ocr':false,'ocr_engine':'easyocr','ocr_preset':'auto','ocr_lang':['en'],'ocr_custom_config':{}}",
        "{'ocr_lang':null,'document_timeout':null,'picture_description_api':null,'picture_description_preset':null}",
        "{'pdf_backend':'dlparse_v4','table_mode':'fast','table_cell_matching':false,'do_table_structure':true}",
        "{'from_formats':['pdf','image'],'pipeline':'standard','do_chart_extraction':false,'chart_extraction_model':null}",
        "{'chunking_options':null,'chunking_preset':'x','layout_preset':'x','an_unknown_option':[1,2]}",
        "{'vlm_pipeline_model':null,'vlm_pipeline_model_local':{},'image_alt_mode':'static'}"
      })
  void whatHasNoEffectIsAccepted(String options) {
    assertThat(errors(options)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'do_ocr':'maybe'}                    | bool_parsing      | [body, options, do_ocr] | Input should be a valid boolean, unable to interpret input
          {'do_ocr':2}                          | bool_parsing      | [body, options, do_ocr] | Input should be a valid boolean, unable to interpret input
          {'do_ocr':null}                       | bool_type         | [body, options, do_ocr] | Input should be a valid boolean
          {'abort_on_error':[]}                 | bool_type         | [body, options, abort_on_error] | Input should be a valid boolean
          {'images_scale':'big'}                | float_parsing     | [body, options, images_scale] | Input should be a valid number, unable to parse string as a number
          {'images_scale':{}}                   | float_type        | [body, options, images_scale] | Input should be a valid number
          {'images_scale':'NaN'}                | finite_number     | [body, options, images_scale] | Input should be a finite number
          {'to_formats':'md'}                   | list_type         | [body, options, to_formats] | Input should be a valid list
          {'to_formats':['md','pdf']}           | enum              | [body, options, to_formats, 1] | Input should be 'md', 'json', 'yaml', 'html', 'html_split_page', 'text', 'doctags', 'vtt', 'doclang', 'dclx' or 'chunks'
          {'image_export_mode':'inline'}        | enum              | [body, options, image_export_mode] | Input should be 'placeholder', 'embedded' or 'referenced'
          {'table_mode':'quick'}                | enum              | [body, options, table_mode] | Input should be 'fast' or 'accurate'
          {'image_alt_mode':'none'}             | enum              | [body, options, image_alt_mode] | Input should be 'static', 'caption' or 'description'
          {'page_range':'1-3'}                  | tuple_type        | [body, options, page_range] | Input should be a valid tuple
          {'page_range':[2]}                    | missing           | [body, options, page_range, 1] | Field required
          {'page_range':[1,2,3]}                | too_long          | [body, options, page_range] | Tuple should have at most 2 items after validation, not 3
          {'page_range':['x',2]}                | int_parsing       | [body, options, page_range, 0] | Input should be a valid integer, unable to parse string as an integer
          {'page_range':[1.5,2]}                | int_from_float    | [body, options, page_range, 0] | Input should be a valid integer, got a number with a fractional part
          {'page_range':[0,2]}                  | value_error       | [body, options, page_range] | Value error, Invalid page range: start must be ≥ 1 and end must be ≥ start.
          {'page_range':[4,2]}                  | value_error       | [body, options, page_range] | Value error, Invalid page range: start must be ≥ 1 and end must be ≥ start.
          {'md_page_break_placeholder':1}       | string_type       | [body, options, md_page_break_placeholder] | Input should be a valid string
          {'picture_description_api':'http://h'}| model_attributes_type | [body, options, picture_description_api] | Input should be a valid dictionary or object to extract fields from
          {'picture_description_api':{}}        | missing           | [body, options, picture_description_api, url] | Field required
          {'picture_description_api':{'url':'localhost'}}| url_parsing | [body, options, picture_description_api, url] | Input should be a valid URL, relative URL without a base
          {'picture_description_api':{'url':'ftp://h/x'}}| url_scheme | [body, options, picture_description_api, url] | URL scheme should be 'http' or 'https'
          {'picture_description_api':{'url':'http://h','params':[]}}| dict_type | [body, options, picture_description_api, params] | Input should be a valid dictionary
          {'picture_description_api':{'url':'http://h','headers':{'a':1}}}| string_type | [body, options, picture_description_api, headers, a] | Input should be a valid string
          {'picture_description_api':{'url':'http://h','concurrency':'x'}}| int_parsing | [body, options, picture_description_api, concurrency] | Input should be a valid integer, unable to parse string as an integer
          {'chunking_options':'hybrid'}         | model_attributes_type | [body, options, chunking_options] | Input should be a valid dictionary or object to extract fields from
          {'chunking_options':{'chunker':'page'}} | enum            | [body, options, chunking_options, chunker] | Input should be 'hybrid' or 'hierarchical'
          {'chunking_options':{'max_tokens':15}}| value_error       | [body, options, chunking_options, max_tokens] | Value error, max_tokens must be 16 to 32768, not 15.
          {'chunking_options':{'max_tokens':32769}}| value_error    | [body, options, chunking_options, max_tokens] | Value error, max_tokens must be 16 to 32768, not 32769.
          {'chunking_options':{'max_tokens':'many'}}| int_parsing   | [body, options, chunking_options, max_tokens] | Input should be a valid integer, unable to parse string as an integer
          {'chunking_options':{'merge_peers':'perhaps'}}| bool_parsing | [body, options, chunking_options, merge_peers] | Input should be a valid boolean, unable to interpret input
          {'chunking_options':{'overlap':20}}   | extra_forbidden   | [body, options, chunking_options, overlap] | Extra inputs are not permitted. There are: chunker, max_tokens, tokenizer, merge_peers, use_markdown_tables, use_markdown_images, image_placeholder, include_raw_text
          {'chunking_options':{'tokenizer':'BAAI/bge-m3'}}| value_error | [body, options, chunking_options, tokenizer] | Value error, this server has no such tokenizer. It has: sentence-transformers/all-MiniLM-L6-v2, estimate. Both are an estimate, which counts more tokens rather than fewer.
          {'pagestream_chunks_topic':'perhaps'} | bool_parsing      | [body, options, pagestream_chunks_topic] | Input should be a valid boolean, unable to interpret input
          {'chunking_options':{},'chunking_preset':'x'}| value_error | [body, options] | Value error, Cannot specify both chunking_preset and chunking_options.
          {'picture_description_local':{},'picture_description_api':{'url':'http://h'}}| value_error | [body, options] | Value error, The parameters picture_description_local and picture_description_api are mutually exclusive, only one of them can be set.
          {'picture_description_preset':'a','picture_description_custom_config':{}}| value_error | [body, options] | Value error, Cannot specify both picture_description_preset and picture_description_custom_config.
          {'picture_description_preset':'a','picture_description_api':{'url':'http://h'}}| value_error | [body, options] | Value error, Cannot mix legacy picture description options (picture_description_local/api) with new options (picture_description_preset/custom_config). Please use only one approach.
          """)
  void whatIsWrongIsNamedAsPydanticNamesIt(String options, String type, String loc, String msg) {
    FieldError error = errors(options).getFirst();

    assertThat(error.type()).isEqualTo(type);
    assertThat(error.loc()).hasToString(loc);
    assertThat(error.msg()).isEqualTo(msg);
  }

  @Test
  void chunkingOptionsAreDoclings() {
    ConvertOptions.Chunks chunks =
        accepted(
                "{'pagestream_chunks_topic':true,'chunking_options':{'chunker':'hierarchical','max_tokens':'512','merge_peers':false,'use_markdown_tables':true,'use_markdown_images':true,'include_raw_text':true}}")
            .chunks();

    assertThat(chunks.topic()).isTrue();
    assertThat(chunks.chunking())
        .contains(new ChunkingRequest("hierarchical", 512, false, true, "![IMAGE]", true));
  }

  @Test
  void chunkingIsTheDefaultUnlessSaid() {
    assertThat(accepted("{}").chunks())
        .isEqualTo(new ConvertOptions.Chunks(Optional.empty(), false));
    assertThat(
            accepted(
                    "{'chunking_options':{'max_tokens':null,'tokenizer':'sentence-transformers/all-MiniLM-L6-v2','image_placeholder':'x'}}")
                .chunks()
                .chunking())
        .contains(new ChunkingRequest("hybrid", 256, true, false, "", false));
  }

  @Test
  void aPlaceholderInChunksIsBounded() {
    assertThat(
            errors("{'chunking_options':{'image_placeholder':'%s'}}".formatted("x".repeat(1025))))
        .extracting(FieldError::msg)
        .containsExactly("Value error, image_placeholder has 1025 characters, the limit is 1024.");
  }

  @Test
  void allErrorsAreReportedTogether() {
    assertThat(errors("{'do_ocr':'maybe','page_range':1,'to_formats':['x']}"))
        .extracting(FieldError::type)
        .containsExactlyInAnyOrder("bool_parsing", "tuple_type", "enum");
  }

  @Test
  void aFormsFieldsBecomeTheSameOptions() {
    List<FieldError> errors = new ArrayList<>();

    ConvertOptions options =
        form(
            errors,
            Map.of(
                "to_formats", List.of("md", "json"),
                "page_range", List.of("2", "3"),
                "do_picture_description", List.of("false", "true"),
                "images_scale", List.of(""),
                "chunking_options", List.of("{\"max_tokens\":64}"),
                "picture_description_api",
                    List.of("{\"url\":\"http://h/v1\",\"params\":{\"model\":\"m\"}}")));

    assertThat(errors).isEmpty();
    assertThat(options.toFormats()).containsExactly("md", "json");
    assertThat(options.chunks().chunking().orElseThrow().maxTokens()).isEqualTo(64);
    assertThat(options.lastPage()).isEqualTo(3);
    assertThat(options.describePictures()).isTrue();
    assertThat(options.imagesScale()).isEqualTo(2.0);
    assertThat(options.pictures().api().orElseThrow().params()).hasToString("{\"model\":\"m\"}");
  }

  @Test
  void aSinglePageRangeFieldIsRefused() {
    List<FieldError> errors = new ArrayList<>();

    form(errors, Map.of("page_range", List.of("2")));

    assertThat(errors)
        .containsExactly(
            new FieldError("missing", List.of("body", "page_range", 1), "Field required"));
  }

  @Test
  void aFormFieldWithBrokenJsonIsNamed() {
    List<FieldError> errors = new ArrayList<>();

    form(errors, Map.of("picture_description_api", List.of("{url:")));

    assertThat(errors.getFirst().type()).isEqualTo("json_invalid");
    assertThat(errors.getFirst().loc()).containsExactly("body", "picture_description_api");
    assertThat(errors.getFirst().msg()).startsWith("Invalid JSON: ");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:8000/v1, http://h:8000/v1/chat/completions",
    "http://h/v1/, http://h/v1/chat/completions",
    "http://h, http://h/chat/completions",
    "http://h/v1/chat/completions, http://h/v1/chat/completions",
    "https://h/v1/chat/completions?api-version=1, https://h/v1/chat/completions?api-version=1",
    "https://h/openai?api-version=1, https://h/openai/chat/completions?api-version=1",
    "https://h/ml/v1/text/chat?version=1, https://h/ml/v1/text/chat?version=1"
  })
  void aBaseUrlIsCompleted(String given, String endpoint) {
    assertThat(PictureApi.endpoint(URI.create(given))).isEqualTo(endpoint);
  }

  private static ConvertOptions form(List<FieldError> errors, Map<String, List<String>> fields) {
    FieldReader reader =
        new FieldReader(new FormOptions(JSON).toJson(fields, errors), List.of("body"), errors);
    return OptionsReader.read(reader, errors);
  }

  private static ConvertOptions accepted(String options) {
    List<FieldError> errors = new ArrayList<>();
    ConvertOptions read = read(options, errors);
    assertThat(errors).isEmpty();
    return read;
  }

  private static List<FieldError> errors(String options) {
    List<FieldError> errors = new ArrayList<>();
    read(options, errors);
    return errors;
  }

  private static ConvertOptions read(String options, List<FieldError> errors) {
    return OptionsReader.read(
        new FieldReader(JSON.readTree(options.replace('\'', '"')), OPTIONS, errors), errors);
  }
}
