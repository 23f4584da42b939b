package dev.pagestream.topics;

import dev.pagestream.schema.DeadLetter;
import dev.pagestream.schema.Delivery;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentChunk;
import dev.pagestream.schema.DocumentControl;
import dev.pagestream.schema.DocumentFinished;
import dev.pagestream.schema.DocumentReady;
import dev.pagestream.schema.DocumentSubmitted;
import dev.pagestream.schema.PageAnalyzed;
import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.TaskStatus;
import dev.pagestream.schema.VisionResult;
import dev.pagestream.schema.VisionTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/// Names and settings of all topics under one prefix. Immutable, thread-safe.
///
/// Records on all topics are at most about 100 KB except those of `documents.ready`,
/// `documents.finished` and `documents.chunks`; bytes travel by blob key.
public final class TopicCatalog {
  public static final String DEFAULT_PREFIX = "pagestream.";
  public static final String DEFAULT_QUEUE = "default";

  /// Lane shared by endpoints that are named only in requests.
  public static final String ADHOC_LANE = "adhoc";

  /// Lane of questions that are answered without any model.
  public static final String LOCAL_LANE = "local";

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration FORTNIGHT = Duration.ofDays(14);
  private static final int EVENT_BYTES = 1 << 20;

  /// Of a record that lists all pages and pictures of a document.
  private static final int LARGE_BYTES = 8 << 20;

  /// A dead letter carries the record that failed, whole, and why.
  private static final int DEAD_LETTER_MARGIN_BYTES = 64 << 10;

  private final String prefix;
  private final TopicSizing sizing;
  private final Set<String> queues;
  private final Map<String, Integer> lanes;

  /// @param prefix put before every name, may be empty
  /// @param lanes partition count per lane; the ad-hoc and the local lane are added when absent
  public TopicCatalog(
      String prefix, TopicSizing sizing, Collection<String> queues, Map<String, Integer> lanes) {
    this.prefix = prefix;
    this.sizing = sizing;
    this.queues = new TreeSet<>(queues);
    this.queues.add(DEFAULT_QUEUE);
    this.lanes = new TreeMap<>(lanes);
    this.lanes.putIfAbsent(ADHOC_LANE, sizing.lane());
    this.lanes.putIfAbsent(LOCAL_LANE, sizing.lane());
  }

  /// The default prefix, one queue and the built-in lanes.
  public static TopicCatalog of(TopicSizing sizing) {
    return new TopicCatalog(DEFAULT_PREFIX, sizing, List.of(), Map.of());
  }

  public TopicSizing sizing() {
    return sizing;
  }

  public String documentsSubmitted(String queue) {
    return prefix + "documents.submitted." + queue;
  }

  public String documentsAccepted() {
    return prefix + "documents.accepted";
  }

  public String pagesTasks() {
    return prefix + "pages.tasks";
  }

  public String pagesAnalyzed() {
    return prefix + "pages.analyzed";
  }

  public String visionTasks(String lane) {
    return prefix + "vision.tasks." + lane;
  }

  public String visionResults() {
    return prefix + "vision.results";
  }

  public String deadLetters() {
    return prefix + "dead.letters";
  }

  public String documentsControl() {
    return prefix + "documents.control";
  }

  public String documentsReady() {
    return prefix + "documents.ready";
  }

  public String documentsChunks() {
    return prefix + "documents.chunks";
  }

  public String documentsFinished() {
    return prefix + "documents.finished";
  }

  public String tasksStatus() {
    return prefix + "tasks.status";
  }

  public String deliveries() {
    return prefix + "deliveries";
  }

  /// Consumer group, application or transactional id of a role, under the same prefix as the
  /// topics.
  public String group(String role) {
    return prefix + role;
  }

  public Set<String> queues() {
    return Set.copyOf(queues);
  }

  public Set<String> lanes() {
    return Set.copyOf(lanes.keySet());
  }

  /// All topics, in the order a document meets them.
  public List<Topic> all() {
    List<Topic> topics = new ArrayList<>();
    for (String queue : queues) {
      topics.add(
          topic(documentsSubmitted(queue), DocumentSubmitted.class, "a document handed in", MONTH));
    }
    topics.add(
        topic(
            documentsAccepted(),
            DocumentAccepted.class,
            "page count, deadline: what the join must wait for",
            FORTNIGHT));
    topics.add(
        new Topic(
            pagesTasks(),
            "documentId/chunk",
            PageTask.class,
            "one page to analyse",
            sizing.pages(),
            deleted(FORTNIGHT, EVENT_BYTES)));
    topics.add(
        topic(
            pagesAnalyzed(),
            PageAnalyzed.class,
            "key of the page object; per picture its fingerprint or why it is skipped",
            FORTNIGHT));
    lanes.forEach((lane, partitions) -> topics.add(lane(lane, partitions)));
    topics.add(topic(visionResults(), VisionResult.class, "described or skipped", FORTNIGHT));
    topics.add(
        topic(
            deadLetters(),
            DeadLetter.class,
            "every failure of any stage, with the record that failed",
            deleted(MONTH, LARGE_BYTES + DEAD_LETTER_MARGIN_BYTES)));
    topics.add(topic(documentsControl(), DocumentControl.class, "cancel, reopen, purge", MONTH));
    topics.add(
        topic(
            documentsReady(),
            DocumentReady.class,
            "nothing outstanding: keys of the pages, outcomes of the pictures",
            deleted(FORTNIGHT, LARGE_BYTES)));
    topics.add(
        topic(
            documentsChunks(),
            DocumentChunk.class,
            "a chunk of a finished document, when asked for",
            MONTH));
    topics.add(topic(documentsFinished(), DocumentFinished.class, "the finished document", MONTH));
    topics.add(taskTopic(tasksStatus(), TaskStatus.class, "progress of a task", compacted()));
    topics.add(
        taskTopic(
            deliveries(),
            Delivery.class,
            "callbacks to make, storage targets to fill",
            deleted(MONTH, EVENT_BYTES)));
    return List.copyOf(topics);
  }

  private Topic lane(String lane, int partitions) {
    return new Topic(
        visionTasks(lane),
        "crop hash",
        VisionTask.class,
        "one task on a picture",
        partitions,
        deleted(FORTNIGHT, EVENT_BYTES));
  }

  private Topic topic(
      String name, Class<? extends SpecificRecord> value, String carries, Duration retention) {
    return topic(name, value, carries, deleted(retention, EVENT_BYTES));
  }

  private Topic topic(
      String name,
      Class<? extends SpecificRecord> value,
      String carries,
      Map<String, String> config) {
    return new Topic(name, "documentId", value, carries, sizing.joins(), config);
  }

  private Topic taskTopic(
      String name,
      Class<? extends SpecificRecord> value,
      String carries,
      Map<String, String> config) {
    return new Topic(name, "taskId", value, carries, sizing.joins(), config);
  }

  private Map<String, String> deleted(Duration retention, int maxBytes) {
    return config("delete", maxBytes, Map.of("retention.ms", Long.toString(retention.toMillis())));
  }

  private Map<String, String> compacted() {
    return config("compact", EVENT_BYTES, Map.of());
  }

  /// One copy may be missing when there are three; the records are written compressed.
  private Map<String, String> config(String cleanup, int maxBytes, Map<String, String> more) {
    Map<String, String> config = new TreeMap<>(more);
    config.put("cleanup.policy", cleanup);
    config.put("compression.type", "producer");
    config.put("max.message.bytes", Integer.toString(maxBytes));
    config.put("min.insync.replicas", sizing.replicationFactor() < 3 ? "1" : "2");
    return config;
  }
}
