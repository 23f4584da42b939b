package dev.pagestream.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Names and settings of all topics under one prefix. Immutable, thread-safe.
///
/// Records on all topics are at most about 100 KB except `documents.ready` and `documents.finished`; bytes travel by
/// blob key.
public final class TopicCatalog {
  public static final String DEFAULT_PREFIX = "pagestream.";
  public static final String DEFAULT_QUEUE = "default";

  /// Lane shared by endpoints that are named only in requests.
  public static final String ADHOC_LANE = "adhoc";

  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration FORTNIGHT = Duration.ofDays(14);
  private static final int EVENT_BYTES = 1 << 20;
  private static final int READY_BYTES = 8 << 20;

  private final String prefix;
  private final TopicSizing sizing;
  private final Set<String> queues;
  private final Map<String, Integer> lanes;

  /// @param prefix put before every name, may be empty
  /// @param lanes partition count per lane; the ad-hoc lane is added when absent
  public TopicCatalog(
      String prefix, TopicSizing sizing, Collection<String> queues, Map<String, Integer> lanes) {
    this.prefix = prefix;
    this.sizing = sizing;
    this.queues = new TreeSet<>(queues);
    this.queues.add(DEFAULT_QUEUE);
    this.lanes = new TreeMap<>(lanes);
    this.lanes.putIfAbsent(ADHOC_LANE, sizing.lane());
  }

  /// The default prefix, one queue and the ad-hoc lane.
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

  public String documentsFinished() {
    return prefix + "documents.finished";
  }

  public String tasksStatus() {
    return prefix + "tasks.status";
  }

  public String deliveries() {
    return prefix + "deliveries";
  }

  /// Consumer group, application or transactional id of a role, under the same prefix as the topics.
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
      topics.add(deleted(documentsSubmitted(queue), "documentId", "a document handed in", sizing.joins(), MONTH, EVENT_BYTES));
    }
    topics.add(deleted(documentsAccepted(), "documentId", "page count, deadline: what the join must wait for", sizing.joins(), FORTNIGHT, EVENT_BYTES));
    topics.add(deleted(pagesTasks(), "documentId/chunk", "one page to analyse", sizing.pages(), FORTNIGHT, EVENT_BYTES));
    topics.add(deleted(pagesAnalyzed(), "documentId", "key of the page object; per picture its fingerprint or why it is skipped", sizing.joins(), FORTNIGHT, EVENT_BYTES));
    lanes.forEach((lane, partitions) ->
        topics.add(deleted(visionTasks(lane), "crop hash", "one task on a picture", partitions, FORTNIGHT, EVENT_BYTES)));
    topics.add(deleted(visionResults(), "documentId", "described or skipped", sizing.joins(), FORTNIGHT, EVENT_BYTES));
    topics.add(deleted(deadLetters(), "documentId", "every failure of any stage, with the record that failed", sizing.joins(), MONTH, EVENT_BYTES + (64 << 10)));
    topics.add(deleted(documentsControl(), "documentId", "cancel, reopen, purge", sizing.joins(), MONTH, EVENT_BYTES));
    topics.add(deleted(documentsReady(), "documentId", "nothing outstanding: keys of the pages, outcomes of the pictures", sizing.joins(), FORTNIGHT, READY_BYTES));
    topics.add(deleted(documentsFinished(), "documentId", "the finished document", sizing.joins(), MONTH, EVENT_BYTES));
    topics.add(new Topic(tasksStatus(), "taskId", "progress of a task", sizing.joins(), Map.of(
        "cleanup.policy", "compact",
        "max.message.bytes", Integer.toString(EVENT_BYTES),
        "compression.type", "producer")));
    topics.add(deleted(deliveries(), "taskId", "callbacks to make, storage targets to fill", sizing.joins(), MONTH, EVENT_BYTES));
    return List.copyOf(topics);
  }

  private static Topic deleted(String name, String keyRule, String carries, int partitions, Duration retention, int maxBytes) {
    return new Topic(name, keyRule, carries, partitions, Map.of(
        "cleanup.policy", "delete",
        "retention.ms", Long.toString(retention.toMillis()),
        "max.message.bytes", Integer.toString(maxBytes),
        "compression.type", "producer"));
  }
}
