package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "192.0.2.53, 192.0.2.53:53",
        "192.0.2.53:5353, 192.0.2.53:5353",
        "ns1.example.org:65535, ns1.example.org:65535",
        "2001:db8::53, [2001:db8::53]:53",
        "[2001:db8::53], [2001:db8::53]:53",
        "[2001:db8::53]:1, [2001:db8::53]:1"
    })
    void readsAddresses(String text, String expected) {
        assertThat(ServerAddress.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":53", "a:", "a:0", "a:65536", "a:x", "a:-1", "[::1", "[::1]53", "[::1]:", "[]:1"})
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerAddress.parse(text))
                .withMessageContaining("192.0.2.53:5353");
    }

    @Test
    void isShownAsItIsWritten() throws IOException {
        InetSocketAddress address = ServerAddress.parse("[2001:db8::53]:5353").resolve();
        assertThat(ServerAddress.text(address)).isEqualTo("[2001:db8:0:0:0:0:0:53]:5353");
        assertThat(ServerAddress.of(address).resolve()).isEqualTo(address);
        assertThat(ServerAddress.of(InetSocketAddress.createUnresolved("ns.test", 53)))
                .hasToString("ns.test:53");
    }

    @Test
    void theSystemNamesItsResolvers() throws IOException {
        Path file = Files.writeString(folder.resolve("resolv.conf"), """
                # nameserver 192.0.2.9
                search example.org
                  nameserver\t192.0.2.1
                nameserver 2001:db8::1   # the other one
                nameserver
                nameserver 192.0.2.3
                nameserver 192.0.2.4
                """);
        assertThat(ResolvConf.read(file))
                .extracting(ServerAddress::toString)
                .containsExactly("192.0.2.1:53", "[2001:db8::1]:53", "192.0.2.3:53");
    }

    @Test
    void orTheUserHasTo() throws IOException {
        Path file = Files.writeString(folder.resolve("resolv.conf"), "options edns0\n");
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> ResolvConf.read(file))
                .withMessageContaining("names no resolver")
                .withMessageContaining("DnsClient.builder().resolver");
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> ResolvConf.read(folder.resolve("none")))
                .withMessageContaining("cannot be read")
                .withMessageContaining("DnsClient.builder().resolver");
    }
}
