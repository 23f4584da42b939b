package dev.pagestream.ingest.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/// Resolves a host only when all its addresses are public. The connection is made to the very
/// addresses that were checked, so a name that changes its mind in between (DNS rebinding) gains
/// nothing.
final class PublicDns implements Dns {
  /// A name resolves to an address that is not public.
  static final class ForbiddenAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    ForbiddenAddressException(String host) {
      super(host + " is a private, link-local or loopback address");
    }
  }

  private final Dns dns;

  PublicDns(Dns dns) {
    this.dns = dns;
  }

  @Override
  public List<InetAddress> lookup(String hostname) throws UnknownHostException {
    List<InetAddress> addresses = dns.lookup(hostname);
    if (!addresses.stream().allMatch(AddressRule::isPublic)) {
      throw new ForbiddenAddressException(hostname);
    }
    return addresses;
  }
}
