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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Short ways to policies and to what they make of a request.
final class SamplePolicies {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  /// Describes pictures by an endpoint; `%s` is for more keys of `picture_description_api`.
  static final String DESCRIBE =
      "{'do_picture_description':true,'picture_description_api':{'url':'http://h/v1'%s}}";

  static final HeaderSealer SEALER =
      new HeaderSealer(Optional.of(SecretBox.of(SecretBox.generateKey())));

  private SamplePolicies() {}

  static OptionsPolicy policy(boolean remote, Map<String, Profile> pictures) {
    return policy(remote, new Profiles(pictures, Map.of(), Map.of()));
  }

  static OptionsPolicy policy(boolean remote, Profiles profiles) {
    return policy(remote, profiles, List.of("*"));
  }

  static OptionsPolicy policy(boolean remote, Profiles profiles, List<String> endpoints) {
    return policy(new DescriptionPolicy.Switches(remote, false), profiles, endpoints, SEALER);
  }

  /// Takes custom configurations too.
  static OptionsPolicy custom() {
    return policy(new DescriptionPolicy.Switches(true, true), builtIn(), List.of("*"), SEALER);
  }

  static OptionsPolicy policy(
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
            new QuestionWriter(sealer, InstantSource.fixed(NOW))),
        sealer);
  }

  static Profiles builtIn() {
    return new Profiles(
        BuiltInProfiles.pictures(), BuiltInProfiles.charts(), BuiltInProfiles.pages());
  }

  static Profile profile(String lane, String url, String model) {
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

  static PictureDescription describe(OptionsPolicy policy, String options) {
    return Optional.ofNullable(admitted(policy, options).getPictureDescription()).orElseThrow();
  }

  static PictureDescription charts(OptionsPolicy policy, String options) {
    return Optional.ofNullable(admitted(policy, options).getChartExtraction()).orElseThrow();
  }

  static PictureDescription conversion(OptionsPolicy policy, String options) {
    return Optional.ofNullable(admitted(policy, options).getPageConversion()).orElseThrow();
  }

  /// What is done about these options of a request, JSON with single quotes.
  static ConversionOptions admitted(OptionsPolicy policy, String options) {
    List<FieldError> errors = new ArrayList<>();
    FieldReader reader =
        new FieldReader(JSON.readTree(options.replace('\'', '"')), List.of("body"), errors);
    ConvertOptions read = OptionsReader.read(reader, errors);
    assertThat(errors).isEmpty();
    return policy.admit(read);
  }

  /// What the request is told.
  static String refusal(OptionsPolicy policy, String options) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> admitted(policy, options));
    return switch (refused.refusal()) {
      case Refusal.Policy(String detail) -> detail;
      case Refusal.Schema(var errors) -> errors.toString();
    };
  }
}
