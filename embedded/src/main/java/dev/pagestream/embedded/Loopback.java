package dev.pagestream.embedded;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// The only address anything here listens on.
final class Loopback {
  static final String HOST = "127.0.0.1";

  private Loopback() {}

  static InetAddress address() throws UnknownHostException {
    return InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1});
  }
}
