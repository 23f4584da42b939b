package dev.pagestream.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TopicCatalogTest {
  private static final Path GOLDEN = Path.of("src/test/resources/topics.golden");

  /// Topics outlive releases: a changed name, key or partition count loses what is on the old one.
  /// `-Dupdate-golden` accepts a change that is meant.
  @Test
  void namesKeysValuesAndSettingsAreStable() throws IOException {
    String now =
        TopicCatalog.of(TopicSizing.CLUSTER).all().stream()
            .map(TopicCatalogTest::line)
            .collect(Collectors.joining("\n", "", "\n"));
    if (System.getProperty("update-golden") != null) {
      Files.writeString(GOLDEN, now);
    }

    assertThat(now).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void namesAreUniqueAndCarryThePrefix() {
    TopicCatalog catalog =
        new TopicCatalog(
            "a.", TopicSizing.CLUSTER, List.of("bulk"), Map.of("local", 4, "cloud", 64));

    assertThat(catalog.all())
        .extracting(Topic::name)
        .doesNotHaveDuplicates()
        .allMatch(it -> it.startsWith("a."));
    assertThat(catalog.all())
        .extracting(Topic::name)
        .contains(
            "a.documents.submitted.default",
            "a.documents.submitted.bulk",
            "a.vision.tasks.adhoc",
            "a.vision.tasks.cloud",
            "a.vision.tasks.local");
  }

  @Test
  void aLanesPartitionsAreItsOwn() {
    TopicCatalog catalog =
        new TopicCatalog("", TopicSizing.CLUSTER, List.of(), Map.of("cloud", 64));

    assertThat(catalog.all())
        .filteredOn(it -> it.name().startsWith("vision.tasks."))
        .extracting(Topic::name, Topic::partitions)
        .containsExactlyInAnyOrder(
            tuple("vision.tasks.adhoc", 16),
            tuple("vision.tasks.local", 16),
            tuple("vision.tasks.cloud", 64));
  }

  @Test
  void aDeadLetterHasRoomForTheLargestRecord() {
    TopicCatalog catalog = TopicCatalog.of(TopicSizing.LOCAL);
    Map<Boolean, IntSummaryStatistics> bytes =
        catalog.all().stream()
            .collect(
                Collectors.partitioningBy(
                    it -> it.name().equals(catalog.deadLetters()),
                    Collectors.summarizingInt(TopicCatalogTest::maxBytes)));

    assertThat(bytes)
        .hasEntrySatisfying(true, it -> assertThat(it.getMin()).isEqualTo((8 << 20) + (64 << 10)))
        .hasEntrySatisfying(false, it -> assertThat(it.getMax()).isEqualTo(8 << 20));
  }

  private static int maxBytes(Topic topic) {
    return Integer.parseInt(topic.config().getOrDefault("max.message.bytes", "0"));
  }

  @Test
  void oneBrokerIsNotAskedForTwoCopies() {
    assertThat(TopicCatalog.of(TopicSizing.LOCAL).all())
        .allSatisfy(it -> assertThat(it.config()).containsEntry("min.insync.replicas", "1"));
    assertThat(TopicCatalog.of(TopicSizing.CLUSTER).all())
        .allSatisfy(it -> assertThat(it.config()).containsEntry("min.insync.replicas", "2"));
  }

  private static String line(Topic topic) {
    return "%s key=%s value=%s partitions=%d %s"
        .formatted(
            topic.name(),
            topic.keyRule(),
            topic.value().getSimpleName(),
            topic.partitions(),
            new TreeMap<>(topic.config()));
  }
}
