package dev.pagestream.cli;

import dev.pagestream.topics.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;

/// What a cluster has of the catalogue's topics. Immutable.
///
/// @param partitions per topic that is there
/// @param configs effective configuration per topic that is there
record ClusterTopics(Map<String, Integer> partitions, Map<String, Map<String, String>> configs) {
  ClusterTopics {
    partitions = Map.copyOf(partitions);
    configs = Map.copyOf(configs);
  }

  /// Only reads. The admin client's own limit bounds each question.
  ///
  /// @throws KafkaException when the cluster refuses or does not answer
  static ClusterTopics read(Admin admin, List<Topic> topics) {
    Set<String> names = get(admin.listTopics().names());
    List<String> present = topics.stream().map(Topic::name).filter(names::contains).toList();
    Map<String, TopicDescription> described = get(admin.describeTopics(present).allTopicNames());
    Map<String, Integer> partitions = new HashMap<>();
    described.forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
    Map<String, Map<String, String>> configs = new HashMap<>();
    get(admin.describeConfigs(present.stream().map(ClusterTopics::resource).toList()).all())
        .forEach((resource, config) -> configs.put(resource.name(), values(config)));
    return new ClusterTopics(partitions, configs);
  }

  /// `missing`, or the partition count and what differs from the catalogue.
  String state(Topic topic) {
    Integer found = partitions.get(topic.name());
    if (found == null) {
      return "missing";
    }
    List<String> parts = new ArrayList<>();
    parts.add(found + " partitions");
    if (found != topic.partitions()) {
      parts.add("differs: partitions");
    }
    Map<String, String> config = configs.getOrDefault(topic.name(), Map.of());
    new TreeMap<>(topic.config())
        .forEach((key, value) -> {
          if (!value.equals(config.get(key))) {
            parts.add("differs: " + key + "=" + config.get(key));
          }
        });
    return String.join(", ", parts);
  }

  private static Map<String, String> values(Config config) {
    return config.entries().stream()
        .filter(entry -> entry.value() != null)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }

  private static ConfigResource resource(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e); // Sets the flag again.
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e);
    }
  }
}
