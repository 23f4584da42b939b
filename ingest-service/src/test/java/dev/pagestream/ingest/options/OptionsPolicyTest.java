package dev.pagestream.ingest.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pagestream.document.Purpose;
import dev.pagestream.ingest.options.RefusedException.Refusal;
import dev.pagestream.ingest.profile.BuiltInProfiles;
import dev.pagestream.ingest.profile.Profile;
import dev.pagestream.ingest.profile.ProfileStep;
import dev.pagestream.ingest.profile.Profiles;
import dev.pagestream.runtime.secret.SecretBox;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class OptionsPolicyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
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
          {'pipeline':'asr'}                | pipeline 'asr' is not available yet. Available: standard, vlm.
          {'image_export_mode':'referenced'} | image_export_mode 'referenced' is not available yet. Available: placeholder, embedded.
          {'image_alt_mode':'caption'}      | image_alt_mode 'caption' is not available yet. Available: static.
          {'vlm_pipeline_custom_config':{}} | Custom VLM configuration is disabled by server policy.
          {'picture_description_custom_config':{}} | Custom picture description configuration is disabled by server policy.
          {'picture_description_preset':'smolvlm'} | Picture description preset 'smolvlm' is not allowed. Allowed presets: .
          {'do_picture_description':true}   | do_picture_description needs a model to ask: give picture_description_api with the url of an OpenAI-compatible chat completions endpoint, or a picture_description_preset ().
          {'pipeline':'vlm','vlm_pipeline_preset':'x'} | VLM pipeline preset 'x' is not allowed. Allowed presets: .
          {'do_picture_description':true,'picture_description_api':{'url':'http://h','concurrency':0}} | picture_description_api.concurrency must be at least 1.
          {'do_picture_description':true,'picture_description_api':{'url':'http://h','classification_deny':['cats']}} | picture_description_api: 'cats' is no class of pictures; there are logo, photograph, icon, engineering_drawing, line_chart, bar_chart, other, table, flow_chart, screenshot_from_computer, signature, screenshot_from_manual, geographical_map, pie_chart, page_thumbnail, stamp, music, calendar, qr_code, bar_code, full_page_image, scatter_plot, chemistry_structure, topographical_map, crossword_puzzle, box_plot.
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
        policy(
            new DescriptionPolicy.Switches(true, false),
            builtIn(),
            List.of("*"),
            new HeaderSealer(Optional.empty()));

    assertThat(refusal(policy, DESCRIBE.formatted(",'headers':{'Authorization':'Bearer sk-1'}")))
        .isEqualTo(
            "This server has no key to protect the request headers in picture_description_api.headers. Leave them out, or"
                + " ask the operator to set secretsKey.");
  }

  @Test
  void theDefaultProfileIsUsedWhenNoneIsNamed() {
    PictureDescription description =
        describe(
            policy(true, Map.of("default", profile("gpu", "http://vlm/v1", "q"))),
            "{'do_picture_description':true}");

    assertThat(description)
        .returns("gpu", PictureDescription::getLane)
        .returns("http://vlm/v1/chat/completions", PictureDescription::getUrl)
        .returns("q", PictureDescription::getModel)
        .returns(PictureApi.DEFAULT_PROMPT, PictureDescription::getPrompt)
        .returns("default", PictureDescription::getProfile)
        .returns(60_000L, PictureDescription::getTimeoutMs);
  }

  @Test
  void anUnknownPresetIsAnsweredWithTheAllowedOnes() {
    Profile profile = profile("adhoc", "http://h", "m");

    assertThat(
            refusal(
                policy(true, Map.of("qwen", profile, "default", profile)),
                "{'picture_description_preset':'x'}"))
        .isEqualTo(
            "Picture description preset 'x' is not allowed. Allowed presets: default, qwen.");
  }

  @Test
  void aLaneWithItsOwnAddressesNeedsNoneInTheTask() {
    PictureDescription description =
        describe(
            policy(true, Map.of("default", profile("gpu", "", "q"))),
            "{'do_picture_description':true}");

    assertThat(description.getUrl()).isEmpty();
  }

  @Test
  void theQuestionIsHeldAgainstTheUsualGatesUnlessTheRequestSaysOtherwise() {
    OptionsPolicy policy = policy(true, Map.of());

    assertThat(describe(policy, DESCRIBE.formatted("")).getSteps())
        .singleElement()
        .satisfies(step -> {
          assertThat(step.getPurpose()).isEqualTo(VisionPurpose.DESCRIBE_PICTURE);
          assertThat(step.getGates()).containsExactly("one_word", "looping", "refusal");
          assertThat(step.getStream()).isFalse();
        });
    assertThat(
            describe(
                    policy,
                    "{'do_picture_description':true,'pagestream_quality_gates':[],'picture_description_api':{'url':'http://h/v1','params':{'stream':true}}}")
                .getSteps())
        .singleElement()
        .satisfies(step -> {
          assertThat(step.getGates()).isEmpty();
          assertThat(step.getStream()).isTrue();
        });
  }

  @Test
  void aLanguageIsAskedForAndLookedAt() {
    VisionStep step =
        describe(
                policy(true, Map.of()),
                "{'do_picture_description':true,'pagestream_language':'de','picture_description_api':{'url':'http://h/v1'}}")
            .getSteps()
            .getFirst();

    assertThat(step.getPrompt()).endsWith("Answer in the language de.");
    assertThat(step.getLanguage()).isEqualTo("de");
    assertThat(step.getGates()).contains("language");
  }

  @Test
  void classesThatAModelTellsAreDecidedAfterItTold() {
    PictureDescription description =
        describe(
            policy(true, Map.of()),
            "{'do_picture_description':true,'pagestream_classify':'vlm','picture_description_api':{'url':'http://h/v1','params':{'model':'m'},'classification_allow':['Chart'],'classification_min_confidence':0.5}}");

    assertThat(description.getSteps()).hasSize(2);
    VisionStep classify = description.getSteps().getFirst();
    assertThat(classify.getPurpose()).isEqualTo(VisionPurpose.CLASSIFY_PICTURE);
    assertThat(classify.getModel()).isEqualTo("m");
    assertThat(classify.getAllowClasses()).isEmpty();
    VisionStep describe = description.getSteps().getLast();
    assertThat(describe.getAllowClasses()).contains("bar_chart", "pie_chart");
    assertThat(describe.getMinConfidence()).isEqualTo(0.5);
  }

  @Test
  void refreshedAnswersAreNoOlderThanTheRequest() {
    PictureDescription description =
        describe(
            policy(true, Map.of()),
            "{'do_picture_description':true,'pagestream_refresh':true,'picture_description_api':{'url':'http://h/v1'}}");

    assertThat(description.getAnswersNotBefore()).isEqualTo(NOW);
    assertThat(describe(policy(true, Map.of()), DESCRIBE.formatted("")).getAnswersNotBefore())
        .isNull();
  }

  @Test
  void anEndpointThatIsNotOnTheListIsRefusedWithItsHost() {
    OptionsPolicy policy =
        policy(
            true, new Profiles(Map.of(), Map.of(), Map.of()), List.of("*.example.com", "h:8000"));

    assertThat(refusal(policy, DESCRIBE.formatted("")))
        .isEqualTo(
            "picture_description_api.url names the host 'h', which this server does not call. To allow it, the operator"
                + " adds it to allowedEndpoints.");
    assertThat(
            describe(
                policy,
                "{'do_picture_description':true,'picture_description_api':{'url':'http://h:8000/v1'}}"))
        .isNotNull();
    assertThat(
            describe(
                policy,
                "{'do_picture_description':true,'picture_description_api':{'url':'https://vlm.example.com/v1'}}"))
        .isNotNull();
  }

  @Test
  void theLocalDescriberNeedsNoRemoteServices() {
    OptionsPolicy policy = policy(false, builtIn());

    assertThat(
            describe(policy, "{'do_picture_description':true,'picture_description_preset':'local'}")
                .getLane())
        .isEqualTo("local");
  }

  @Test
  void doclingsPresetsAskWhatDoclingAsks() {
    PictureDescription smolvlm =
        describe(
            policy(true, builtIn()),
            "{'do_picture_description':true,'picture_description_preset':'smolvlm'}");

    assertThat(smolvlm.getParams())
        .isEqualTo(
            "{\"model\":\"HuggingFaceTB/SmolVLM-256M-Instruct\",\"temperature\":0.0,\"max_tokens\":200}");
    assertThat(smolvlm.getPrompt()).isEqualTo("Describe this image in a few sentences.");
    assertThat(smolvlm.getScale()).isEqualTo(2.0);
  }

  @Test
  void chartsAreClassifiedBeforeTheirDataIsAskedFor() {
    OptionsPolicy policy = policy(true, builtIn());

    PictureDescription v4 =
        Optional.ofNullable(
                admitted(policy, "{'chart_extraction_model':'granite-vision-v4'}")
                    .getChartExtraction())
            .orElseThrow();
    PictureDescription table =
        Optional.ofNullable(
                admitted(policy, "{'chart_extraction_model':'granite-vision'}")
                    .getChartExtraction())
            .orElseThrow();

    assertThat(v4.getSteps())
        .extracting(VisionStep::getPurpose)
        .containsExactly(
            VisionPurpose.CLASSIFY_PICTURE,
            VisionPurpose.CHART_TABLE,
            VisionPurpose.CHART_CODE,
            VisionPurpose.CHART_SUMMARY);
    assertThat(table.getSteps()).hasSize(2);
    assertThat(table.getSteps().getLast().getAllowClasses())
        .containsExactly("bar_chart", "pie_chart", "line_chart");
    assertThat(admitted(policy, "{'do_chart_extraction':true}").getChartExtraction()).isEqualTo(v4);
    assertThat(admitted(policy, "{'chart_extraction_model':null}").getChartExtraction()).isNull();
  }

  @Test
  void pagesAreConvertedByAProfileOrByTheEndpointOfTheRequest() {
    OptionsPolicy policy = policy(true, builtIn());

    PictureDescription preset =
        Optional.ofNullable(
                admitted(policy, "{'pipeline':'vlm','vlm_pipeline_preset':'granite_docling'}")
                    .getPageConversion())
            .orElseThrow();
    PictureDescription api =
        Optional.ofNullable(
                admitted(
                        policy,
                        "{'pipeline':'vlm','vlm_pipeline_model_api':{'url':'http://h/v1','prompt':'P','response_format':'doctags','params':{'model':'m'},'max_size':1540,'stop_strings':['E'],'scale':1.0,'timeout':90,'concurrency':4}}")
                    .getPageConversion())
            .orElseThrow();

    assertThat(preset.getSteps().getFirst().getStoppers())
        .containsExactly("tag:</doctag>", "text:<|end_of_text|>", "repetition");
    assertThat(preset.getSteps().getFirst().getResponseFormat()).isEqualTo("doctags");
    assertThat(api)
        .returns(90_000L, PictureDescription::getTimeoutMs)
        .returns(1.0, PictureDescription::getScale)
        .returns(4, PictureDescription::getConcurrency)
        .returns(
            "{\"model\":\"m\",\"temperature\":0.0,\"stop\":[\"E\"]}",
            PictureDescription::getParams);
    assertThat(api.getSteps().getFirst().getImageMaxSidePx()).isEqualTo(1540);
    assertThat(api.getSteps().getFirst().getStream()).isTrue();
  }

  @Test
  void aCustomConfigurationIsTakenWhereItIsAllowed() {
    OptionsPolicy policy = custom();
    String simple =
        "{'do_picture_description':true,'picture_description_custom_config':{'api_key':'sk-1','model':'gpt-4o','classification_allow':['Photo'],'classification_min_confidence':0.8}}";
    String upstream =
        "{'do_picture_description':true,'picture_description_custom_config':{'model_spec':{'name':'some-model','default_repo_id':'some-model','prompt':'D.','response_format':'plaintext'},'engine_options':{'engine_type':'api','url':'http://localhost:8000/v1/chat/completions','headers':{},'params':{'model':'served'},'timeout':60,'concurrency':1},'scale':1.0,'picture_area_threshold':0.0}}";

    PictureDescription ofKey = describe(policy, simple);
    PictureDescription ofSpec = describe(policy, upstream);

    assertThat(ofKey)
        .returns("https://api.openai.com/v1/chat/completions", PictureDescription::getUrl)
        .returns("gpt-4o", PictureDescription::getModel)
        .returns(List.of("photograph"), PictureDescription::getClassificationAllow);
    assertThat(ofKey.toString()).doesNotContain("sk-1");
    assertThat(sealer.open(ofKey.getHeaders())).containsEntry("Authorization", "Bearer sk-1");
    assertThat(ofSpec)
        .returns("http://localhost:8000/v1/chat/completions", PictureDescription::getUrl)
        .returns("served", PictureDescription::getModel)
        .returns("D.", PictureDescription::getPrompt)
        .returns(1, PictureDescription::getConcurrency)
        .returns(1.0, PictureDescription::getScale)
        .returns(0.0, PictureDescription::getAreaThreshold);
  }

  @Test
  void whatTravelsWithEveryPageIsBounded() {
    assertThat(
            refusal(
                policy(true, Map.of()),
                DESCRIBE.formatted(",'prompt':'" + "x".repeat(QuestionWriter.MAX_BYTES) + "'")))
        .endsWith("bytes together, the limit is 32768.");
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

  private OptionsPolicy policy(boolean remote, Map<String, Profile> pictures) {
    return policy(remote, new Profiles(pictures, Map.of(), Map.of()));
  }

  private OptionsPolicy policy(boolean remote, Profiles profiles) {
    return policy(remote, profiles, List.of("*"));
  }

  private OptionsPolicy policy(boolean remote, Profiles profiles, List<String> endpoints) {
    return policy(new DescriptionPolicy.Switches(remote, false), profiles, endpoints, sealer);
  }

  private OptionsPolicy custom() {
    return policy(new DescriptionPolicy.Switches(true, true), builtIn(), List.of("*"), sealer);
  }

  private static OptionsPolicy policy(
      DescriptionPolicy.Switches switches,
      Profiles profiles,
      List<String> endpoints,
      HeaderSealer sealer) {
    return new OptionsPolicy(
        Duration.ofDays(7),
        new DescriptionPolicy(
            switches,
            profiles,
            new EndpointRule(endpoints),
            new QuestionWriter(sealer, InstantSource.fixed(NOW))));
  }

  private static Profiles builtIn() {
    return new Profiles(
        BuiltInProfiles.pictures(), BuiltInProfiles.charts(), BuiltInProfiles.pages());
  }

  private static Profile profile(String lane, String url, String model) {
    return new Profile(
        lane,
        url,
        Map.of(),
        Duration.ofSeconds(60),
        Optional.empty(),
        2.0,
        Optional.empty(),
        0,
        Profile.Classes.ANY,
        List.of(
            ProfileStep.of(
                Purpose.DESCRIBE_PICTURE,
                PictureApi.DEFAULT_PROMPT,
                JSON.createObjectNode().put("model", model))));
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
