package dev.pagestream.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final String CROP = "c".repeat(64);

  /// Stored answers are found under it: a change pays for every picture again.
  @Test
  void staysWhatItIsAcrossVersions() {
    assertThat(Fingerprint.of(CROP, "granite", "Describe.", "{\"seed\":42}", "default"))
        .isEqualTo("d556de75f7670855b80eca5b3f1faa021b45dd3b526b28e40d68a0689f888f6f");
  }

  @Test
  void changesWithEveryOneOfItsParts() {
    List<String> variants =
        Stream.of(
                Fingerprint.of(CROP, "m", "p", "{}", "t"),
                Fingerprint.of("d".repeat(64), "m", "p", "{}", "t"),
                Fingerprint.of(CROP, "n", "p", "{}", "t"),
                Fingerprint.of(CROP, "m", "q", "{}", "t"),
                Fingerprint.of(CROP, "m", "p", "{\"a\":1}", "t"),
                Fingerprint.of(CROP, "m", "p", "{}", "u"))
            .toList();

    assertThat(variants).doesNotHaveDuplicates().allMatch(hex -> hex.matches("[0-9a-f]{64}"));
  }

  @Test
  void doesNotConfuseNeighbouringParts() {
    assertThat(Fingerprint.of(CROP, "ab", "c", "{}", "t"))
        .isNotEqualTo(Fingerprint.of(CROP, "a", "bc", "{}", "t"));
  }
}
