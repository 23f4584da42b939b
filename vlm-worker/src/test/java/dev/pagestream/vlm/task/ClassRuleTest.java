package dev.pagestream.vlm.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.pictureanswer.PictureClass;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassRuleTest {
  private static final Optional<PictureClass> CHART =
      Optional.of(new PictureClass("bar_chart", 0.9));
  private static final Optional<PictureClass> MAYBE_LOGO =
      Optional.of(new PictureClass("logo", 0.4));

  @Test
  void withoutClassesEverythingIsAsked() {
    assertThat(ClassRule.ANY.refusal(Optional.empty())).isEmpty();
    assertThat(ClassRule.ANY.refusal(CHART)).isEmpty();
  }

  @Test
  void anAllowListAsksOnlyForItsClasses() {
    ClassRule charts = new ClassRule(List.of("bar_chart", "pie_chart"), List.of(), 0);

    assertThat(charts.refusal(CHART)).isEmpty();
    assertThat(charts.refusal(MAYBE_LOGO)).contains("class logo (0.40)");
    assertThat(charts.refusal(Optional.empty())).contains("its class is not known");
  }

  @Test
  void aDenyListDeniesOnlyItsClassesAlsoAtConfidenceZero() {
    ClassRule noLogos = new ClassRule(List.of(), List.of("logo"), 0);

    assertThat(noLogos.refusal(CHART)).isEmpty();
    assertThat(noLogos.refusal(Optional.empty())).isEmpty();
    assertThat(noLogos.refusal(MAYBE_LOGO)).isPresent();
  }

  @Test
  void denyBeatsAllow() {
    assertThat(new ClassRule(List.of("logo"), List.of("logo"), 0).refusal(MAYBE_LOGO)).isPresent();
  }

  @Test
  void aClassThatIsNotCertainEnoughCountsAsNone() {
    assertThat(new ClassRule(List.of(), List.of("logo"), 0.5).refusal(MAYBE_LOGO)).isEmpty();
    assertThat(new ClassRule(List.of("logo"), List.of(), 0.5).refusal(MAYBE_LOGO)).isPresent();
  }
}
