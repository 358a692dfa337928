package dev.patchbay.media;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "0.0.0.0, any",
    "0.1.2.3, this network",
    "10.0.0.1, private",
    "10.255.255.255, private",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.168.0.1, private",
    "100.64.0.1, carrier-grade NAT",
    "100.100.100.200, metadata of Alibaba",
    "100.127.255.255, carrier-grade NAT",
    "169.254.0.1, link-local",
    "169.254.169.254, metadata of clouds",
    "168.63.129.16, agent of Azure",
    "192.0.0.192, metadata of Oracle",
    "192.0.2.1, documentation",
    "192.88.99.1, 6to4 relay",
    "198.18.0.1, benchmarking",
    "198.19.255.255, benchmarking",
    "198.51.100.1, documentation",
    "203.0.113.1, documentation",
    "224.0.0.1, multicast",
    "239.255.255.250, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, broadcast",
    "::, any",
    "::1, loopback",
    "::7f00:1, IPv4-compatible",
    "::808:808, IPv4-compatible",
    "fc00::1, unique local",
    "fd00:ec2::254, metadata of AWS",
    "fe80::1, link-local",
    "febf::1, link-local",
    "fec0::1, site-local",
    "ff02::1, multicast",
    "64:ff9b::7f00:1, NAT64",
    "64:ff9b:1::1, local NAT64",
    "100::1, discard",
    "2001::1, Teredo",
    "2001:2::1, benchmarking",
    "2001:10::1, ORCHID",
    "2001:db8::1, documentation",
    "2002:7f00:1::, 6to4 of loopback",
    "2002:808:808::1, 6to4",
    "3ffe::1, 6bone",
    "3fff::1, documentation",
    "4000::1, unassigned",
  })
  void refusesWhatIsNotOfThePublicInternet(String address, String why) throws UnknownHostException {
    assertFalse(PublicAddresses.contain(InetAddress.getByName(address)), why);
    assertFalse(PublicAddresses.mayBeAsked(InetAddress.getByName(address)), why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "168.63.129.15",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2606:4700:4700::1111",
        "2a00:1450:4001:80f::200e",
      })
  void letsPublicAddressesThrough(String address) throws UnknownHostException {
    assertTrue(PublicAddresses.contain(InetAddress.getByName(address)));
    assertTrue(PublicAddresses.mayBeAsked(InetAddress.getByName(address)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "::ffff:10.0.0.1"})
  void seesAnIpv4AddressThatIsMappedIntoIpv6(String address) throws UnknownHostException {
    assertFalse(PublicAddresses.contain(InetAddress.getByName(address)));
  }

  @Test
  void looksAtTheAddressAndNotAtTheNameItCameBy() throws UnknownHostException {
    assertFalse(PublicAddresses.contain(InetAddress.getByAddress("example.com", LOOPBACK)));
  }

  /** Behind a firewall services of this machine listen at its public address, too. */
  @Test
  void refusesEveryAddressOfThisMachine() throws SocketException {
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .forEach(own -> assertFalse(PublicAddresses.mayBeAsked(own), own.toString()));
  }
}
