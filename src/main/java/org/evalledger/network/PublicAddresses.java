package org.evalledger.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Finds addresses of hosts, and none that is not public: whoever chose the host must not reach into
 * the network of the service. It stands where the connection is made, so that a name that changes
 * its address between a check and the connection gains nothing.
 *
 * @param privateToo whether every address will do
 */
public record PublicAddresses(boolean privateToo) implements DnsResolver {
  /** Not global by the IANA special-purpose address registries (RFC 6890), as of 2025-10. */
  private static final List<Block> SPECIAL =
      Stream.of(
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
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(Block::parse)
          .toList();

  /**
   * Addresses that begin alike.
   *
   * @param network any address of the block
   * @param bits how many leading bits all of them share
   */
  private record Block(InetAddress network, int bits) {
    static Block parse(String text) {
      String[] parts = text.split("/", -1);
      return new Block(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean holds(InetAddress address) {
      byte[] ours = network.getAddress();
      byte[] theirs = address.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** Whether anybody on the internet may reach it. An IPv4 address inside IPv6 counts as IPv4. */
  public static boolean isPublic(InetAddress address) {
    return SPECIAL.stream().noneMatch(block -> block.holds(address));
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    if (privateToo) {
      return addresses;
    }
    InetAddress[] open =
        Stream.of(addresses).filter(PublicAddresses::isPublic).toArray(InetAddress[]::new);
    if (open.length == 0) {
      throw new UnknownHostException(host + " has no public address");
    }
    return open;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }
}
