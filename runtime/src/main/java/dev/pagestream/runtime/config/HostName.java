package dev.pagestream.runtime.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// The name of this machine, pod or container; what `${hostname}` in a [Default] stands for.
final class HostName {
  private HostName() {}

  /// From the environment, which containers and pods set to their own name; else from the system.
  static String current() {
    String fromEnvironment = System.getenv("HOSTNAME");
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      return fromEnvironment;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
