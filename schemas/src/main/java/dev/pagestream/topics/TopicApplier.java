package dev.pagestream.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/// Brings a cluster's topics in line with the catalogue. Doing it again changes nothing.
///
/// Creates what is missing. Never deletes a topic and never changes a partition count: keys would
/// move, and with them everything the joins remember.
public final class TopicApplier {
  private static final int TIMEOUT_SECONDS = 60;

  private final Admin admin;
  private final TopicCatalog catalog;

  private TopicApplier(Admin admin, TopicCatalog catalog) {
    this.admin = admin;
    this.catalog = catalog;
  }

  /// Creates what is missing and reports; alters nothing that is there.
  ///
  /// @throws KafkaException when the cluster refuses or does not answer within a minute
  public static ApplyReport apply(Admin admin, TopicCatalog catalog) {
    return apply(admin, catalog, false);
  }

  /// @param alter also set the configuration of topics that are there
  /// @throws KafkaException when the cluster refuses or does not answer within a minute
  public static ApplyReport apply(Admin admin, TopicCatalog catalog, boolean alter) {
    return new TopicApplier(admin, catalog).apply(alter);
  }

  private ApplyReport apply(boolean alter) {
    Set<String> names = get(admin.listTopics().names());
    Map<Boolean, List<Topic>> present =
        catalog.all().stream().collect(Collectors.partitioningBy(it -> names.contains(it.name())));
    List<Topic> existing = present.getOrDefault(true, List.of());
    List<String> created = create(present.getOrDefault(false, List.of()));

    List<String> differences = partitionDifferences(existing);
    Map<Topic, Map<String, String>> deviations = configDeviations(existing);
    List<String> altered = List.of();
    if (alter) {
      altered = alter(deviations.keySet());
    } else {
      deviations.forEach((topic, found) -> differences.addAll(sentences(topic, found)));
    }
    return new ApplyReport(created, altered, differences);
  }

  private List<String> create(List<Topic> missing) {
    short replication = (short) catalog.sizing().replicationFactor();
    List<NewTopic> topics =
        missing.stream()
            .map(it -> new NewTopic(it.name(), it.partitions(), replication).configs(it.config()))
            .toList();
    List<String> created = new ArrayList<>();
    admin
        .createTopics(topics)
        .values()
        .forEach((name, result) -> {
          if (createdByUs(result)) {
            created.add(name);
          }
        });
    return created.stream().sorted().toList();
  }

  /// Somebody else may apply the same catalogue at the same time.
  private static boolean createdByUs(KafkaFuture<Void> result) {
    try {
      Void _ = get(result);
      return true;
    } catch (TopicExistsException createdMeanwhile) {
      return false;
    }
  }

  private List<String> partitionDifferences(List<Topic> existing) {
    Map<String, TopicDescription> found =
        get(admin.describeTopics(existing.stream().map(Topic::name).toList()).allTopicNames());
    List<String> differences = new ArrayList<>();
    for (Topic topic : existing) {
      @Nullable TopicDescription description = found.get(topic.name());
      int partitions = description == null ? 0 : description.partitions().size();
      if (partitions != topic.partitions()) {
        differences.add(
            "%s has %d partitions, the catalogue says %d; drain into a second prefix to change it."
                .formatted(topic.name(), partitions, topic.partitions()));
      }
    }
    return differences;
  }

  /// Per topic the settings that differ, with the value found.
  private Map<Topic, Map<String, String>> configDeviations(List<Topic> existing) {
    Map<ConfigResource, Config> configs =
        get(admin.describeConfigs(existing.stream().map(TopicApplier::resource).toList()).all());
    Map<Topic, Map<String, String>> deviations = new HashMap<>();
    for (Topic topic : existing) {
      @Nullable Config config = configs.get(resource(topic));
      Map<String, String> found = config == null ? Map.of() : deviations(topic, config);
      if (!found.isEmpty()) {
        deviations.put(topic, found);
      }
    }
    return deviations;
  }

  private static Map<String, String> deviations(Topic topic, Config config) {
    Map<String, String> found = new TreeMap<>();
    topic
        .config()
        .forEach((key, value) -> {
          @Nullable ConfigEntry entry = config.get(key);
          @Nullable String current = entry == null ? null : entry.value();
          if (!value.equals(current)) {
            found.put(key, String.valueOf(current));
          }
        });
    return found;
  }

  private static List<String> sentences(Topic topic, Map<String, String> found) {
    return found.entrySet().stream()
        .map(it ->
            "%s has %s=%s, the catalogue says %s."
                .formatted(
                    topic.name(), it.getKey(), it.getValue(), topic.config().get(it.getKey())))
        .toList();
  }

  /// Sets what the catalogue names and leaves the rest.
  private List<String> alter(Set<Topic> topics) {
    Void _ =
        get(
            admin
                .incrementalAlterConfigs(
                    topics.stream()
                        .collect(
                            Collectors.toMap(TopicApplier::resource, TopicApplier::operations)))
                .all());
    return topics.stream().map(Topic::name).sorted().toList();
  }

  private static List<AlterConfigOp> operations(Topic topic) {
    return topic.config().entrySet().stream()
        .map(it -> new ConfigEntry(it.getKey(), it.getValue()))
        .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
        .toList();
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e); // Sets the flag again.
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("The cluster does not answer", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e);
    }
  }
}
