package dev.pagestream.ingest.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pagestream.ingest.options.RefusedException.Refusal;
import dev.pagestream.runtime.secret.SecretBox;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.PictureDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OptionsPolicyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DESCRIBE =
      "{'do_picture_description':true,'picture_description_api':{'url':'http://h/v1'%s}}";

  private final HeaderSealer sealer =
      new HeaderSealer(Optional.of(SecretBox.of(SecretBox.generateKey())));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'document_timeout':0}            | document_timeout must be greater than 0.
          {'document_timeout':604801}       | document_timeout exceeds the configured maximum of 604800.0 seconds.
          {'images_scale':2.5}              | images_scale exceeds the configured maximum of 2.0.
          {'to_formats':['md','html']}      | to_formats 'html' is not available yet. Available: md, json, text.
          {'pipeline':'vlm'}                | pipeline 'vlm' is not available yet. Available: standard.
          {'image_export_mode':'referenced'} | image_export_mode 'referenced' is not available yet. Available: placeholder, embedded.
          {'image_alt_mode':'caption'}      | image_alt_mode 'caption' is not available yet. Available: static.
          {'vlm_pipeline_custom_config':{}} | Custom VLM configuration is disabled by server policy.
          {'picture_description_custom_config':{}} | Custom picture description configuration is disabled by server policy.
          {'picture_description_preset':'smolvlm'} | Picture description preset 'smolvlm' is not allowed. Allowed presets: none.
          {'do_picture_description':true}   | do_picture_description needs a model to ask: give picture_description_api with the url of an OpenAI-compatible chat completions endpoint, or a configured picture_description_preset.
          """)
  void whatIsNotDoneHereIsRefusedWithASentence(String options, String sentence) {
    assertThat(refusal(policy(true, Map.of()), options)).isEqualTo(sentence);
  }

  @Test
  void aRequestThatNeedsARemoteModelIsRefusedWhenRemoteServicesAreOff() {
    assertThat(refusal(policy(false, Map.of()), DESCRIBE.formatted("")))
        .isEqualTo(
            "Describing pictures needs a remote model, and remote services are off on this server. To allow them, start it"
                + " with --enable-remote-services or set DOCLING_SERVE_ENABLE_REMOTE_SERVICES=true.");
  }

  @Test
  void anEndpointThatIsNotUsedIsNoReasonToRefuse() {
    ConversionOptions options =
        admitted(policy(false, Map.of()), "{'picture_description_api':{'url':'http://h/v1'}}");

    assertThat(options.getPictureDescription()).isNull();
  }

  @Test
  void theEndpointOfTheRequestTravelsWithTheDocument() {
    String api =
        ",'params':{'model':'m','seed':42},'timeout':1.5,'concurrency':4,'prompt':'P','classification_deny':['logo']";
    PictureDescription description = describe(policy(true, Map.of()), DESCRIBE.formatted(api));

    assertThat(description)
        .returns("adhoc", PictureDescription::getLane)
        .returns("http://h/v1/chat/completions", PictureDescription::getUrl)
        .returns("{\"model\":\"m\",\"seed\":42}", PictureDescription::getParams)
        .returns("m", PictureDescription::getModel)
        .returns("P", PictureDescription::getPrompt)
        .returns(1500L, PictureDescription::getTimeoutMs)
        .returns(4, PictureDescription::getConcurrency)
        .returns(0.05, PictureDescription::getAreaThreshold)
        .returns(List.of("logo"), PictureDescription::getClassificationDeny)
        .returns(null, PictureDescription::getClassificationAllow);
  }

  @Test
  void requestHeadersAreSealed() {
    PictureDescription description =
        describe(
            policy(true, Map.of()),
            DESCRIBE.formatted(",'headers':{'Authorization':'Bearer sk-1'}"));

    assertThat(description.toString()).doesNotContain("sk-1");
    assertThat(sealer.open(description.getHeaders()))
        .containsExactly(Map.entry("Authorization", "Bearer sk-1"));
  }

  @Test
  void requestHeadersAreRefusedWhenThereIsNoKey() {
    OptionsPolicy policy =
        new OptionsPolicy(
            Duration.ofDays(7),
            new DescriptionPolicy(true, Map.of(), new HeaderSealer(Optional.empty())));

    assertThat(refusal(policy, DESCRIBE.formatted(",'headers':{'Authorization':'Bearer sk-1'}")))
        .isEqualTo(
            "This server has no key to protect the request headers in picture_description_api.headers. Leave them out, or"
                + " ask the operator to set secretsKey.");
  }

  @Test
  void theDefaultPresetIsUsedWhenNoneIsNamed() {
    Preset preset =
        new Preset(
            "gpu",
            "http://vlm/v1",
            Map.of(),
            JSON.createObjectNode().put("model", "q"),
            Optional.empty(),
            Duration.ofSeconds(60));
    PictureDescription description =
        describe(policy(true, Map.of("default", preset)), "{'do_picture_description':true}");

    assertThat(description)
        .returns("gpu", PictureDescription::getLane)
        .returns("http://vlm/v1/chat/completions", PictureDescription::getUrl)
        .returns("q", PictureDescription::getModel)
        .returns(PictureApi.DEFAULT_PROMPT, PictureDescription::getPrompt)
        .returns(60_000L, PictureDescription::getTimeoutMs);
  }

  @Test
  void anUnknownPresetIsAnsweredWithTheAllowedOnes() {
    Preset preset =
        new Preset(
            "adhoc",
            "http://h",
            Map.of(),
            JSON.createObjectNode(),
            Optional.empty(),
            Duration.ofSeconds(1));

    assertThat(
            refusal(
                policy(true, Map.of("qwen", preset, "default", preset)),
                "{'picture_description_preset':'x'}"))
        .isEqualTo(
            "Picture description preset 'x' is not allowed. Allowed presets: default, qwen.");
  }

  @Test
  void whatTravelsWithEveryPageIsBounded() {
    assertThat(
            refusal(
                policy(true, Map.of()),
                DESCRIBE.formatted(",'prompt':'" + "x".repeat(DescriptionPolicy.MAX_BYTES) + "'")))
        .endsWith("bytes together, the limit is 16384.");
  }

  @Test
  void thePageBreakIsBounded() {
    String longest = "x".repeat(1024);
    String options = "{'md_page_break_placeholder':'%s'}";

    assertThat(admitted(policy(true, Map.of()), options.formatted(longest)))
        .returns(longest, ConversionOptions::getMdPageBreakPlaceholder);
    assertThat(refusal(policy(true, Map.of()), options.formatted(longest + "x")))
        .isEqualTo("md_page_break_placeholder has 1025 characters, the limit is 1024.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"classification_allow", "classification_deny"})
  void theClassesOfPicturesAreBounded(String field) {
    String name = "x".repeat(DescriptionPolicy.MAX_BYTES);

    assertThat(
            refusal(
                policy(true, Map.of()), DESCRIBE.formatted(",'" + field + "':['" + name + "']")))
        .endsWith("bytes together, the limit is 16384.");
  }

  private OptionsPolicy policy(boolean remote, Map<String, Preset> presets) {
    return new OptionsPolicy(Duration.ofDays(7), new DescriptionPolicy(remote, presets, sealer));
  }

  private static PictureDescription describe(OptionsPolicy policy, String options) {
    return Optional.ofNullable(admitted(policy, options).getPictureDescription()).orElseThrow();
  }

  private static ConversionOptions admitted(OptionsPolicy policy, String options) {
    List<FieldError> errors = new ArrayList<>();
    FieldReader reader =
        new FieldReader(JSON.readTree(options.replace('\'', '"')), List.of("body"), errors);
    ConvertOptions read = OptionsReader.read(reader, errors);
    assertThat(errors).isEmpty();
    return policy.admit(read);
  }

  private static String refusal(OptionsPolicy policy, String options) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> admitted(policy, options));
    return switch (refused.refusal()) {
      case Refusal.Policy(String detail) -> detail;
      case Refusal.Schema(var errors) -> errors.toString();
    };
  }
}
