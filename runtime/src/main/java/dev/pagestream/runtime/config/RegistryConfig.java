package dev.pagestream.runtime.config;

import java.util.HashMap;
import java.util.Map;

/// Where the schema registry is.
public record RegistryConfig(
    @Default("http://localhost:8081") @Doc("URL of a registry that speaks Confluent's protocol.")
        String url,
    @Default("true")
        @Doc("Register schemas on first use. Off in production when `topics apply` registers them.")
        boolean autoRegister,
    @Doc("Any serde property in Confluent's keys, for example basic.auth.user.info.")
        Map<String, String> properties) {
  public RegistryConfig {
    properties = Map.copyOf(properties);
  }

  /// In Confluent's configuration keys.
  public Map<String, String> serdeProperties() {
    Map<String, String> all = new HashMap<>(properties);
    all.put("schema.registry.url", url);
    all.put("auto.register.schemas", Boolean.toString(autoRegister));
    return Map.copyOf(all);
  }
}
