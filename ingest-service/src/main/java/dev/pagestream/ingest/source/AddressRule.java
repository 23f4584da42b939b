package dev.pagestream.ingest.source;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Which addresses lie in the public internet: everything else may be something only this server
/// can reach. Pure.
final class AddressRule {
  private AddressRule() {}

  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    return address instanceof Inet6Address ? isPublicV6(bytes) : isPublicV4(bytes);
  }

  private static boolean isPublicV4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return first != 0 // this network
        && !(first == 100 && (second & 0xc0) == 64) // carrier-grade NAT
        && !(first == 192 && second == 0 && third == 0) // protocol assignments
        && !(first == 198 && (second & 0xfe) == 18) // benchmarks
        && first < 240; // reserved, broadcast
  }

  private static boolean isPublicV6(byte[] bytes) {
    if ((bytes[0] & 0xfe) == 0xfc) { // unique local
      return false;
    }
    if (startsWith(
        bytes, 0x00, 0x64, 0xff, 0x9b)) { // NAT64 carries an IPv4 address in its last bytes
      return isPublic(v4(Arrays.copyOfRange(bytes, 12, 16)));
    }
    if (startsWith(bytes, 0x20, 0x02)) { // 6to4 carries one behind its prefix
      return isPublic(v4(Arrays.copyOfRange(bytes, 2, 6)));
    }
    return (bytes[0] & 0xe0) == 0x20
        && !startsWith(bytes, 0x20, 0x01, 0x00, 0x00); // global unicast, not Teredo
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress v4(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // Four bytes are always an address.
    }
  }
}
