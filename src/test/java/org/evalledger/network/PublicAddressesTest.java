package org.evalledger.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks reach the internet and nothing behind it. */
class PublicAddressesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "ff02::1"
      })
  void refusesAddressesThatAreNotGlobal(String address) {
    assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
    assertThatThrownBy(() -> new PublicAddresses(false).resolve(address))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("no public address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.255.255",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00::1"
      })
  void takesGlobalAddressesUpToTheEdgeOfTheOthers(String address) throws UnknownHostException {
    assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    assertThat(new PublicAddresses(false).resolve(address)).hasSize(1);
  }

  @Test
  void aNameThatMeansThisMachineIsRefusedUnlessConfigured() throws UnknownHostException {
    assertThatThrownBy(() -> new PublicAddresses(false).resolve("localhost"))
        .hasMessageContaining("no public address");
    assertThat(new PublicAddresses(true).resolve("localhost")).isNotEmpty();
  }
}
