package dev.pagestream.runtime.config;

/// The admin server: `/livez`, `/readyz`, `/metrics`.
public record AdminConfig(
    @Default("127.0.0.1") @Doc("Address to listen on.") String host,
    @Default("9464") @Doc("Port; 0 takes a free one.") int port) {
  public AdminConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("admin.port is " + port + ", must be 0 to 65535");
    }
  }
}
