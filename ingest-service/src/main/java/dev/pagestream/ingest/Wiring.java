package dev.pagestream.ingest;

import dev.pagestream.document.Purpose;
import dev.pagestream.ingest.profile.BuiltInProfiles;
import dev.pagestream.ingest.profile.Profile;
import dev.pagestream.ingest.profile.Profiles;
import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.runtime.consume.KafkaSettings;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// Makes the parts' settings from configuration.
final class Wiring {
  private Wiring() {}

  static TopicCatalog topics(TopicsConfig topics) {
    TopicSizing sizing =
        new TopicSizing(
            topics.joinPartitions(),
            topics.pagePartitions(),
            topics.lanePartitions(),
            topics.replicationFactor());
    return new TopicCatalog(topics.prefix(), sizing, topics.queues(), topics.lanes());
  }

  static Map<String, Object> admin(KafkaSettings kafka) {
    Map<String, Object> all = new HashMap<>(kafka.properties());
    all.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return all;
  }

  /// Every profile has a place to run at, or the service does not start.
  static Profiles profiles(IngestConfig config, TopicCatalog topics) {
    return new Profiles(
        profiles(
            "profiles",
            config.profiles(),
            BuiltInProfiles.pictures(),
            Purpose.DESCRIBE_PICTURE,
            config,
            topics),
        profiles(
            "chartProfiles",
            config.chartProfiles(),
            BuiltInProfiles.charts(),
            Purpose.CHART_TABLE,
            config,
            topics),
        profiles(
            "pageProfiles",
            config.pageProfiles(),
            BuiltInProfiles.pages(),
            Purpose.CONVERT_PAGE,
            config,
            topics));
  }

  private static Map<String, Profile> profiles(
      String field,
      Map<String, ProfileConfig> changes,
      Map<String, Profile> builtIn,
      Purpose purpose,
      IngestConfig config,
      TopicCatalog topics) {
    Map<String, Profile> all = new HashMap<>(builtIn);
    changes.forEach((name, change) -> {
      if (change.apiKey().isPresent() && config.secretsKey().isEmpty()) {
        throw new IllegalArgumentException(
            field + "." + name + ".apiKey is set, which needs secretsKey");
      }
      all.put(name, change.over(Optional.ofNullable(builtIn.get(name)), purpose));
    });
    all.replaceAll((name, profile) -> placed(field + "." + name, profile, config, topics));
    return all;
  }

  private static Profile placed(
      String field, Profile profile, IngestConfig config, TopicCatalog topics) {
    String lane = profile.lane().isEmpty() ? config.defaultLane() : profile.lane();
    if (!topics.lanes().contains(lane)) {
      throw new IllegalArgumentException(
          field + ".lane is " + lane + ", must be one of " + new TreeSet<>(topics.lanes()));
    }
    boolean needsUrl = lane.equals(TopicCatalog.ADHOC_LANE) && profile.url().isEmpty();
    return profile.at(lane, needsUrl ? config.defaultUrl() : profile.url());
  }
}
