package dev.pagestream.vlm;

import dev.pagestream.runtime.config.TopicsConfig;
import dev.pagestream.runtime.consume.WindowSettings;
import dev.pagestream.runtime.consume.WindowedConsumer;
import dev.pagestream.runtime.lifecycle.Closer;
import dev.pagestream.runtime.lifecycle.Service;
import dev.pagestream.topics.TopicCatalog;
import dev.pagestream.topics.TopicSizing;
import dev.pagestream.vlm.budget.BudgetGuard;
import dev.pagestream.vlm.endpoint.Endpoints;
import dev.pagestream.vlm.lane.LaneConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// The vlm-worker: one windowed consumer per lane, one handler, one HTTP client and one table of
/// endpoints for all.
public final class VlmWorkerService implements Service {
  private static final int MAX_WARNINGS = 20;

  private final Closer closer;
  private final Map<String, WindowedConsumer> lanes;
  private final Endpoints endpoints;
  private final BudgetGuard budget;
  private final CountDownLatch ended = new CountDownLatch(1);

  private VlmWorkerService(
      Closer closer, Map<String, WindowedConsumer> lanes, Endpoints endpoints, BudgetGuard budget) {
    this.closer = closer;
    this.budget = budget;
    this.lanes = lanes;
    this.endpoints = endpoints;
  }

  /// Builds and starts the worker.
  ///
  /// @throws IllegalArgumentException when the configuration contradicts itself, or a secret is not
  ///   where it says
  public static VlmWorkerService create(VlmWorkerConfig config, MeterRegistry meters) {
    Closer closer = new Closer();
    try {
      TopicCatalog catalog = catalog(config.topics());
      requireKnown(config.lanes().keySet(), catalog.lanes());
      Map<String, WindowedConsumer> consumers = new ConcurrentHashMap<>();
      VisionParts parts = VisionParts.create(config, catalog, consumers, meters, closer);
      for (String lane : catalog.lanes()) {
        consumers.put(
            lane,
            closer.register(
                new WindowedConsumer(
                    config.kafka().settings(),
                    settings(lane, config, catalog),
                    parts.handler(),
                    parts.deadLetters(),
                    meters)));
      }
      VlmWorkerService service =
          new VlmWorkerService(closer, new TreeMap<>(consumers), parts.endpoints(), parts.budget());
      service.start();
      return service;
    } catch (RuntimeException e) {
      closer.close();
      throw e;
    }
  }

  private static WindowSettings settings(
      String lane, VlmWorkerConfig config, TopicCatalog catalog) {
    String group = catalog.group("vlm-worker." + lane);
    int window = config.lanes().getOrDefault(lane, LaneConfig.DEFAULTS).window();
    return WindowSettings.of(
            catalog.visionTasks(lane), group, group + "." + config.instanceId(), window)
        .withMaxInFlight(config.maxInFlight())
        .withDrainTimeout(config.drainTimeout());
  }

  private static TopicCatalog catalog(TopicsConfig topics) {
    TopicSizing sizing =
        new TopicSizing(
            topics.joinPartitions(),
            topics.pagePartitions(),
            topics.lanePartitions(),
            topics.replicationFactor());
    return new TopicCatalog(topics.prefix(), sizing, topics.queues(), topics.lanes());
  }

  private static void requireKnown(Set<String> configured, Set<String> known) {
    for (String lane : configured) {
      if (!known.contains(lane)) {
        throw new IllegalArgumentException(
            "lanes." + lane + " is not a lane; topics.lanes declares " + new TreeSet<>(known));
      }
    }
  }

  private void start() {
    lanes.forEach((lane, consumer) -> {
      consumer.start();
      Thread _ = Thread.ofVirtual().name("lane-" + lane + "-watch").start(() -> watch(consumer));
    });
  }

  /// One lane that ended by itself ends the service: whoever runs it starts it again.
  private void watch(WindowedConsumer consumer) {
    try {
      consumer.awaitTermination();
      ended.countDown();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A model endpoint that is down is not the worker's fault and no reason not to be ready.
  @Override
  public Optional<String> notReady() {
    for (Map.Entry<String, WindowedConsumer> lane : lanes.entrySet()) {
      if (!lane.getValue().healthy()) {
        return Optional.of("lane " + lane.getKey() + " has stopped");
      }
      Optional<String> waitingFor = lane.getValue().waitingFor();
      if (waitingFor.isPresent()) {
        return Optional.of("lane " + lane.getKey() + " waits for " + waitingFor.get());
      }
    }
    return budget.notReady();
  }

  /// Endpoints whose questions wait until they are back.
  @Override
  public List<String> warnings() {
    return endpoints.all().stream()
        .flatMap(endpoint ->
            endpoint.pausedBecause().stream()
                .map(reason -> endpoint.name() + " is paused: " + reason))
        .sorted()
        .distinct()
        .limit(MAX_WARNINGS)
        .toList();
  }

  @Override
  public void awaitTermination() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    closer.close();
  }
}
