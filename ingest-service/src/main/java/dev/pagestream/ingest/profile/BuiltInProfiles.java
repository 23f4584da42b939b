package dev.pagestream.ingest.profile;

import dev.pagestream.document.Purpose;
import dev.pagestream.topics.TopicCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The profiles that ship. Those named after docling's presets ask what docling asks: the same
/// models, prompts and parameters (`stage_model_specs.py`, `vlm_model_specs.py`).
///
/// They have no place yet: the operator gives them a lane.
public final class BuiltInProfiles {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DESCRIBE = "Describe this image in a few sentences.";
  private static final String TO_MARKDOWN =
      "Convert this page to markdown. Do not miss any text and only output the bare markdown!";
  private static final String TO_DOCLING = "Convert this page to docling.";
  private static final String NANONETS =
      "Extract the text from the above document as if you were reading it naturally. Return the tables in html format. Return the equations in LaTeX representation. If there is an image in the document and image caption is not present, add a small description of the image inside the <img></img> tag; otherwise, add the image caption inside <img></img>. Watermarks should be wrapped in brackets. Ex: <watermark>OFFICIAL COPY</watermark>. Page numbers should be wrapped in brackets. Ex: <page_number>14</page_number> or <page_number>9/22</page_number>. Prefer using ☐ and ☑ for check boxes.";

  private BuiltInProfiles() {}

  /// For pictures, by name.
  public static Map<String, Profile> pictures() {
    Map<String, Profile> all = new LinkedHashMap<>();
    all.put("smolvlm", picture("HuggingFaceTB/SmolVLM-256M-Instruct"));
    all.put("granite_vision", picture("ibm-granite/granite-vision-3.3-2b"));
    all.put("pixtral", picture("mistral-community/pixtral-12b"));
    all.put("qwen", picture("Qwen/Qwen2.5-VL-3B-Instruct"));
    all.put("alt_text", altText());
    all.put("local", local());
    return all;
  }

  /// For charts, by the names of `chart_extraction_model`.
  public static Map<String, Profile> charts() {
    return Map.of(
        "granite-vision",
        chart(
            List.of(
                chartStep(
                    "ibm-granite/granite-vision-3.3-2b-chart2csv-preview",
                    Purpose.CHART_TABLE,
                    "Convert the information in this chart into a data table in CSV format.",
                    "csv"))),
        "granite-vision-v4",
        chart(
            List.of(
                chartStep(
                    "ibm-granite/granite-vision-4.1-4b", Purpose.CHART_TABLE, "<chart2csv>", "csv"),
                chartStep(
                    "ibm-granite/granite-vision-4.1-4b",
                    Purpose.CHART_CODE,
                    "<chart2code>",
                    "code"),
                chartStep(
                    "ibm-granite/granite-vision-4.1-4b",
                    Purpose.CHART_SUMMARY,
                    "<chart2summary>",
                    "plaintext"))));
  }

  /// For whole pages, by name.
  public static Map<String, Profile> pages() {
    Map<String, Profile> all = new LinkedHashMap<>();
    all.put(
        "smoldocling",
        page(
            "docling-project/SmolDocling-256M-preview",
            "doctags",
            TO_DOCLING,
            4096,
            List.of("tag:</doctag>", "text:<end_of_utterance>")));
    all.put(
        "granite_docling",
        page(
            "ibm-granite/granite-docling-258M",
            "doctags",
            TO_DOCLING,
            8192,
            List.of("tag:</doctag>", "text:<|end_of_text|>")));
    all.put(
        "granite_docling_ollama",
        page(
            "ibm/granite-docling:258m",
            "doctags",
            TO_DOCLING,
            8192,
            List.of("tag:</doctag>", "text:<|end_of_text|>")));
    all.put("granite_vision", markdown("ibm-granite/granite-vision-3.3-2b"));
    all.put("granite_vision_ollama", markdown("granite3.2-vision:2b"));
    all.put("pixtral", markdown("mistral-community/pixtral-12b"));
    all.put("qwen", markdown("Qwen/Qwen2.5-VL-3B-Instruct"));
    all.put("gemma_12b", markdown("google/gemma-3-12b-it"));
    all.put("gemma_27b", markdown("google/gemma-3-27b-it"));
    all.put(
        "phi4",
        page(
            "microsoft/Phi-4-multimodal-instruct",
            "markdown",
            "Convert this page to MarkDown. Do not miss any text and only output the bare markdown",
            4096,
            List.of()));
    all.put(
        "nanonets_ocr2",
        page("nanonets/Nanonets-OCR2-3B", "markdown", NANONETS, 15_000, List.of()));
    all.put(
        "glm_ocr",
        page(
            "zai-org/GLM-OCR",
            "markdown",
            "Text Recognition:",
            4096,
            List.of("text:<|user|>", "text:<|endoftext|>")));
    all.put(
        "dolphin",
        page(
            "ByteDance/Dolphin",
            "markdown",
            "<s>Read text in the image. <Answer/>",
            4096,
            List.of()));
    all.put(
        "got_ocr",
        page("stepfun-ai/GOT-OCR-2.0-hf", "markdown", "", 4096, List.of("text:<|im_end|>")));
    all.put("falcon_ocr", page("tiiuae/Falcon-OCR", "markdown", "", 4096, List.of()));
    Profile lighton = page("lightonai/LightOnOCR-2-1B", "markdown", "", 4096, List.of());
    all.put("lightonocr", lighton.withSteps(List.of(lighton.last().withMaxSide(1540))));
    return all;
  }

  /// Before a description that depends on the class of the picture.
  ///
  /// @param model that is asked
  public static ProfileStep classify(String model) {
    ObjectNode params = params(model, 60);
    ObjectNode schema = schema(params, "picture_class");
    ObjectNode properties = schema.putObject("properties");
    ObjectNode name = properties.putObject("class").put("type", "string");
    FigureClasses.LABELS.forEach(name.putArray("enum")::add);
    properties.putObject("confidence").put("type", "number").put("minimum", 0).put("maximum", 1);
    schema.putArray("required").add("class").add("confidence");
    schema.put("additionalProperties", false);
    String prompt =
        "What kind of picture is this? Answer with one JSON object: class is one of "
            + String.join(", ", FigureClasses.LABELS)
            + "; confidence is a number from 0 to 1.";
    return ProfileStep.of(Purpose.CLASSIFY_PICTURE, prompt, params)
        .withFormat("json", List.of("json"));
  }

  private static Profile picture(String model) {
    return profile(
        2.0,
        Duration.ofSeconds(60),
        ProfileStep.of(Purpose.DESCRIBE_PICTURE, DESCRIBE, params(model, 200)));
  }

  /// Everything a reader who cannot see needs, in one call; the rules are those of WCAG 2.2 and of
  /// W3C's tutorial on images.
  private static Profile altText() {
    ObjectNode params = params("", 800);
    params.remove("model");
    ObjectNode schema = schema(params, "alt_text");
    ObjectNode properties = schema.putObject("properties");
    ObjectNode kind = properties.putObject("kind").put("type", "string");
    List.of(
            "photo",
            "chart",
            "diagram",
            "table",
            "map",
            "logo",
            "screenshot",
            "formula",
            "signature",
            "decorative",
            "other")
        .forEach(kind.putArray("enum")::add);
    properties.putObject("decorative").put("type", "boolean");
    properties.putObject("alt").put("type", "string").put("maxLength", 150);
    properties.putObject("long_description").put("type", "string");
    ObjectNode text = properties.putObject("text_in_image").put("type", "array");
    text.putObject("items").put("type", "string");
    properties.putObject("language").put("type", "string");
    schema
        .putArray("required")
        .add("kind")
        .add("decorative")
        .add("alt")
        .add("long_description")
        .add("text_in_image")
        .add("language");
    schema.put("additionalProperties", false);
    String prompt =
        "You write alternative text for people who cannot see this picture. Say only what is visible; write “unreadable” instead of guessing; do not guess who people are or what they feel. Do not repeat the caption. Answer with one JSON object: kind; decorative (true when the picture tells nothing); alt (at most 150 characters, one or two sentences, no “image of”); long_description (what a chart, diagram, map or table shows, with its data; empty for simple pictures); text_in_image (words that can be read); language (BCP 47, of your answer).";
    return profile(
        2.0,
        Duration.ofSeconds(90),
        ProfileStep.of(Purpose.ALT_TEXT, prompt, params)
            .withContext(true)
            .withFormat("json", List.of("json", "refusal")));
  }

  private static Profile local() {
    ObjectNode params = JSON.createObjectNode();
    ProfileStep step =
        ProfileStep.of(Purpose.DESCRIBE_PICTURE, DESCRIBE, params)
            .withContext(true)
            .withGates(List.of());
    return profile(2.0, Duration.ofSeconds(10), step).at(TopicCatalog.LOCAL_LANE, "");
  }

  private static ProfileStep chartStep(
      String model, Purpose purpose, String prompt, String format) {
    return ProfileStep.of(purpose, prompt, params(model, 2048))
        .withFormat(format, List.of("looping"));
  }

  /// Only charts have data to extract: what is asked about is classified first.
  private static Profile chart(List<ProfileStep> steps) {
    ProfileStep first = classify(steps.getFirst().params().path("model").asString());
    List<ProfileStep> all = new ArrayList<>();
    all.add(first);
    steps.forEach(step -> all.add(step.onlyFor(FigureClasses.EXTRACTED)));
    return profile(2.0, Duration.ofMinutes(2), first).withSteps(all);
  }

  private static Profile markdown(String model) {
    return page(model, "markdown", TO_MARKDOWN, 4096, List.of());
  }

  /// Streamed, because pages are long and weak models loop.
  private static Profile page(
      String model, String format, String prompt, int maxTokens, List<String> stoppers) {
    List<String> all = new ArrayList<>(stoppers);
    all.add("repetition");
    ObjectNode params = params(model, maxTokens);
    if (format.equals("doctags")) {
      params.put("skip_special_tokens", false); // Else vLLM drops the tags.
    }
    return profile(
        2.0,
        Duration.ofMinutes(2),
        ProfileStep.of(Purpose.CONVERT_PAGE, prompt, params)
            .withFormat(format, List.of("looping"))
            .streamed(all));
  }

  private static Profile profile(double scale, Duration timeout, ProfileStep step) {
    return new Profile(
        "",
        "",
        Map.of(),
        timeout,
        Optional.empty(),
        scale,
        Optional.empty(),
        0,
        Profile.Classes.ANY,
        List.of(step));
  }

  /// In docling's order.
  private static ObjectNode params(String model, int maxTokens) {
    ObjectNode params = JSON.createObjectNode();
    if (!model.isEmpty()) {
      params.put("model", model);
    }
    return params.put("temperature", 0.0).put("max_tokens", maxTokens);
  }

  private static ObjectNode schema(ObjectNode params, String name) {
    ObjectNode format = params.putObject("response_format").put("type", "json_schema");
    ObjectNode jsonSchema = format.putObject("json_schema").put("name", name).put("strict", true);
    return jsonSchema.putObject("schema").put("type", "object");
  }
}
