package dev.patchbay.media;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The guard: which addresses a server may ask on behalf of a client. Of IPv4 everything but what is
 * set aside; of IPv6 only the global unicast range, without the parts of it that are set aside or
 * carry an IPv4 address inside (so no mapping leads around the first list). Stateless.
 */
public final class PublicAddresses {
  /**
   * IANA, IPv4 Special-Purpose Address Registry, without the anycast services; multicast and class
   * E. The last one is the agent of Azure's machines (Microsoft, "What is IP address
   * 168.63.129.16?"), which is as private as 169.254.169.254.
   */
  private static final List<Block> IPV4 =
      blocks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "168.63.129.16/32");

  /** IANA, IPv6 Global Unicast Address Space: what is outside has a meaning of its own or none. */
  private static final Block GLOBAL = Block.of("2000::/3");

  /**
   * IANA, IPv6 Special-Purpose Address Registry: protocol assignments (Teredo, ORCHID and
   * benchmarking among them), documentation, 6to4, the former 6bone.
   */
  private static final List<Block> IPV6 =
      blocks("2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20");

  private PublicAddresses() {}

  /**
   * True if a client may have this address asked: a public one, and none of this machine's own,
   * behind which its services listen unguarded.
   */
  public static boolean mayBeAsked(InetAddress address) {
    return contain(address) && !isOwn(address);
  }

  /** True for an address of the public internet. Pure. */
  public static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return IPV4.stream().noneMatch(block -> block.holds(bytes));
    }
    return GLOBAL.holds(bytes) && IPV6.stream().noneMatch(block -> block.holds(bytes));
  }

  private static boolean isOwn(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return true;
    }
  }

  private static List<Block> blocks(String... cidrs) {
    return Stream.of(cidrs).map(Block::of).toList();
  }

  /**
   * Addresses that begin alike.
   *
   * @param bits how many bits count
   */
  private record Block(byte[] start, int bits) {
    static Block of(String cidr) {
      int slash = cidr.indexOf('/');
      try {
        byte[] start = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
        return new Block(start, Integer.parseInt(cidr.substring(slash + 1)));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(cidr, e);
      }
    }

    boolean holds(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((start[bit / 8] & mask) != (address[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
