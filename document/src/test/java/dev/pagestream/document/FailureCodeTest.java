package dev.pagestream.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureCodeTest {
  @ParameterizedTest
  @EnumSource
  void isReadBackFromItsName(FailureCode code) {
    assertThat(FailureCode.parse(code.name())).isEqualTo(code);
  }

  @Test
  void whatALaterVersionInventsIsInternal() {
    assertThat(FailureCode.parse("FLUX_CAPACITOR")).isEqualTo(FailureCode.INTERNAL);
  }

  @Test
  void speaksOnlyDoclingsWords() {
    assertThat(wireNames(FailureCode.values()))
        .isSubsetOf("document_backend model doc_assembler user_input pipeline".split(" "));
    assertThat(
            Stream.of(FailureCode.values())
                .map(code -> code.category().wireName())
                .collect(Collectors.toSet()))
        .isSubsetOf(
            "policy capacity source_unavailable target_unavailable timeout internal backend_failure inference_failure unknown"
                .split(" "));
  }

  private static Set<String> wireNames(FailureCode... codes) {
    return Stream.of(codes).map(code -> code.component().wireName()).collect(Collectors.toSet());
  }
}
