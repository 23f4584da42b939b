package dev.pagestream.ingest.options;

import static dev.pagestream.ingest.options.SamplePolicies.DESCRIBE;
import static dev.pagestream.ingest.options.SamplePolicies.NOW;
import static dev.pagestream.ingest.options.SamplePolicies.SEALER;
import static dev.pagestream.ingest.options.SamplePolicies.admitted;
import static dev.pagestream.ingest.options.SamplePolicies.builtIn;
import static dev.pagestream.ingest.options.SamplePolicies.charts;
import static dev.pagestream.ingest.options.SamplePolicies.conversion;
import static dev.pagestream.ingest.options.SamplePolicies.custom;
import static dev.pagestream.ingest.options.SamplePolicies.describe;
import static dev.pagestream.ingest.options.SamplePolicies.policy;
import static dev.pagestream.ingest.options.SamplePolicies.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What models are asked about the pictures, charts and pages of a request that is admitted.
class AskedQuestionsTest {
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
    assertThat(SEALER.open(description.getHeaders()))
        .containsExactly(Map.entry("Authorization", "Bearer sk-1"));
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

    PictureDescription v4 = charts(policy, "{'chart_extraction_model':'granite-vision-v4'}");
    PictureDescription table = charts(policy, "{'chart_extraction_model':'granite-vision'}");

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
        conversion(policy, "{'pipeline':'vlm','vlm_pipeline_preset':'granite_docling'}");
    PictureDescription api =
        conversion(
            policy,
            "{'pipeline':'vlm','vlm_pipeline_model_api':{'url':'http://h/v1','prompt':'P','response_format':'doctags','params':{'model':'m'},'max_size':1540,'stop_strings':['E'],'scale':1.0,'timeout':90,'concurrency':4}}");

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
    assertThat(SEALER.open(ofKey.getHeaders())).containsEntry("Authorization", "Bearer sk-1");
    assertThat(ofSpec)
        .returns("http://localhost:8000/v1/chat/completions", PictureDescription::getUrl)
        .returns("served", PictureDescription::getModel)
        .returns("D.", PictureDescription::getPrompt)
        .returns(1, PictureDescription::getConcurrency)
        .returns(1.0, PictureDescription::getScale)
        .returns(0.0, PictureDescription::getAreaThreshold);
  }
}
