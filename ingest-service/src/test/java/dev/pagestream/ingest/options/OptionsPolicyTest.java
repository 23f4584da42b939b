package dev.pagestream.ingest.options;

import static dev.pagestream.ingest.options.SamplePolicies.DESCRIBE;
import static dev.pagestream.ingest.options.SamplePolicies.admitted;
import static dev.pagestream.ingest.options.SamplePolicies.builtIn;
import static dev.pagestream.ingest.options.SamplePolicies.describe;
import static dev.pagestream.ingest.options.SamplePolicies.policy;
import static dev.pagestream.ingest.options.SamplePolicies.profile;
import static dev.pagestream.ingest.options.SamplePolicies.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.ingest.profile.Profile;
import dev.pagestream.ingest.profile.Profiles;
import dev.pagestream.runtime.config.Secret;
import dev.pagestream.schema.ChunkingOptions;
import dev.pagestream.schema.ConversionOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is refused, and with which sentence; what is asked of models is in [AskedQuestionsTest].
class OptionsPolicyTest {
  @Test
  void thePasswordOfAPdfTravelsSealed() {
    ByteBuffer sealed =
        SamplePolicies.admitted(
                SamplePolicies.policy(false, SamplePolicies.builtIn()),
                "{'pagestream_pdf_password':'open sesame'}")
            .getPdfPassword();

    assertThat(StandardCharsets.ISO_8859_1.decode(sealed.duplicate()).toString())
        .doesNotContain("sesame");
    assertThat(SamplePolicies.SEALER.openPassword(sealed)).isEqualTo(new Secret("open sesame"));
  }

  @Test
  void chunkingTravelsAsAskedFor() {
    ConversionOptions admitted =
        admitted(
            policy(false, builtIn()),
            "{'pagestream_chunks_topic':true,'chunking_options':{'max_tokens':64,'use_markdown_images':true,'image_placeholder':'[picture]'}}");

    assertThat(admitted.getChunksTopic()).isTrue();
    assertThat(admitted.getChunking())
        .isEqualTo(
            ChunkingOptions.newBuilder().setMaxTokens(64).setImagePlaceholder("[picture]").build());
    assertThat(admitted(policy(false, builtIn()), "{}"))
        .returns(null, ConversionOptions::getChunking)
        .returns(false, ConversionOptions::getChunksTopic);
  }

  @Test
  void aPasswordIsRefusedWithoutAKeyToProtectIt() {
    OptionsPolicy keyless =
        SamplePolicies.policy(
            new DescriptionPolicy.Switches(false, false),
            SamplePolicies.builtIn(),
            List.of("*"),
            new HeaderSealer(Optional.empty()));

    assertThat(SamplePolicies.refusal(keyless, "{'pagestream_pdf_password':'open sesame'}"))
        .isEqualTo(
            "This server has no key to protect pagestream_pdf_password. Leave that out, or ask the operator to set"
                + " secretsKey.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'document_timeout':0}            | document_timeout must be greater than 0.
          {'document_timeout':604801}       | document_timeout exceeds the configured maximum of 604800.0 seconds.
          {'images_scale':2.5}              | images_scale exceeds the configured maximum of 2.0.
          {'to_formats':['md','dclx']}      | to_formats 'dclx' is not available yet. Available: md, json, html, text, doctags, doclang, yaml, html_split_page, vtt, chunks.
          {'pipeline':'asr'}                | pipeline 'asr' is not available yet. Available: standard, vlm.
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
  void classesOfPicturesAreFoundWhenTheyAreAskedFor() {
    assertThat(
            admitted(policy(false, Map.of()), "{'do_picture_classification':true}")
                .getClassifyPictures())
        .isTrue();
    assertThat(admitted(policy(false, Map.of()), "{}").getClassifyPictures()).isFalse();
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
            "This server has no key to protect the request headers in picture_description_api.headers. Leave that out, or"
                + " ask the operator to set secretsKey.");
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
}
