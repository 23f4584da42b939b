package dev.pagestream.vlm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.testkit.ManualClock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {
  private static final String URL = "https://user:pass@h:8443/v1?key=secret";

  private final Endpoints endpoints = new Endpoints(2);

  @Test
  void sharesAnEndpointAmongCallsOfOneIdentity() {
    try (Endpoints.Lease one = endpoints.lease(key("a"), EndpointsTest::endpoint);
        Endpoints.Lease other = endpoints.lease(key("a"), EndpointsTest::endpoint)) {
      assertThat(one.endpoint()).isSameAs(other.endpoint());
    }
  }

  @Test
  void forgetsTheLeastRecentlyUsedOne() {
    Endpoint a = used("a");
    Endpoint b = used("b");
    assertThat(used("a")).isSameAs(a);

    used("c");

    assertThat(used("a")).isSameAs(a);
    assertThat(used("b")).isNotSameAs(b);
    assertThat(endpoints.all()).hasSize(2);
  }

  @Test
  void neverForgetsOneInUse() {
    try (Endpoints.Lease lease = endpoints.lease(key("a"), EndpointsTest::endpoint)) {
      used("b");
      used("c");
      used("d");
      assertThat(used("a")).isSameAs(lease.endpoint());
    }
    assertThat(endpoints.all()).hasSize(2);
  }

  @Test
  void makesAnEndpointAsItsFirstCallerWantsIt() {
    Endpoint lane = endpoint("lane");
    try (Endpoints.Lease lease = endpoints.lease(key("a"), _ -> lane)) {
      assertThat(lease.endpoint()).isSameAs(lane);
    }
    assertThat(used("a")).isSameAs(lane);
  }

  @Test
  void tellsApartAddressesModelsAndCredentials() {
    EndpointKey key = EndpointKey.of(URL, "m", Map.of("Authorization", "Bearer 1"));

    assertThat(EndpointKey.of(URL, "m", Map.of("Authorization", "Bearer 1"))).isEqualTo(key);
    assertThat(EndpointKey.of(URL + "2", "m", Map.of("Authorization", "Bearer 1")))
        .isNotEqualTo(key);
    assertThat(EndpointKey.of(URL, "n", Map.of("Authorization", "Bearer 1"))).isNotEqualTo(key);
    assertThat(EndpointKey.of(URL, "m", Map.of("Authorization", "Bearer 2"))).isNotEqualTo(key);
  }

  @Test
  void namesAnEndpointWithoutItsSecrets() {
    EndpointKey key = EndpointKey.of(URL, "m", Map.of("Authorization", "Bearer 1"));

    assertThat(key.name()).isEqualTo("https://h:8443/v1");
    assertThat(key.toString()).doesNotContain("secret", "pass", "Bearer");
  }

  private Endpoint used(String name) {
    try (Endpoints.Lease lease = endpoints.lease(key(name), EndpointsTest::endpoint)) {
      return lease.endpoint();
    }
  }

  private static Endpoint endpoint(String name) {
    return new Endpoint(
        name, EndpointSettings.of(new Replica(name, name), 1, 1), new ManualClock());
  }

  private static EndpointKey key(String name) {
    return new EndpointKey(name, name);
  }
}
