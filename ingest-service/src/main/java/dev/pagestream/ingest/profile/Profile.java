package dev.pagestream.ingest.profile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model is asked, in turn, and where. Immutable.
///
/// @param lane that makes the calls
/// @param url of the endpoint; empty when the lane knows its own
/// @param headers sent with every call; they travel sealed
/// @param timeout of one call
/// @param firstByteTimeout to the first token of a streamed answer; empty for the lane's
/// @param scale the picture is rendered with: 1.0 is 72 dpi
/// @param areaThreshold smallest share of the page area; empty for the request's
/// @param concurrency calls of one task at a time; 0 for no limit of its own
/// @param classes which pictures are asked about, when the request does not say
/// @param steps asked in turn, at least one
public record Profile(
    String lane,
    String url,
    Map<String, String> headers,
    Duration timeout,
    Optional<Duration> firstByteTimeout,
    double scale,
    Optional<Double> areaThreshold,
    int concurrency,
    Classes classes,
    List<ProfileStep> steps) {
  /// The profile used when a request asks for something and names none.
  public static final String DEFAULT_NAME = "default";

  /// @param allow when not empty, only these
  /// @param deny not these; stronger than `allow`
  /// @param minConfidence 0 to 1
  public record Classes(List<String> allow, List<String> deny, double minConfidence) {
    public static final Classes ANY = new Classes(List.of(), List.of(), 0);

    public Classes {
      allow = List.copyOf(allow);
      deny = List.copyOf(deny);
    }
  }

  public Profile {
    headers = Map.copyOf(headers);
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a profile asks at least one question");
    }
  }

  /// The question whose answer the profile is for.
  public ProfileStep last() {
    return steps.getLast();
  }

  public Profile withSteps(List<ProfileStep> newSteps) {
    return new Profile(
        lane,
        url,
        headers,
        timeout,
        firstByteTimeout,
        scale,
        areaThreshold,
        concurrency,
        classes,
        newSteps);
  }

  /// At the place a built-in profile runs at.
  public Profile at(String newLane, String newUrl) {
    return new Profile(
        newLane,
        newUrl,
        headers,
        timeout,
        firstByteTimeout,
        scale,
        areaThreshold,
        concurrency,
        classes,
        steps);
  }
}
