package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.challenge.Dns01;
import dev.akme.challenge.OnionName;
import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Names of every kind: of domains, with a wildcard or not, in Unicode, of onions, addresses, and all others. */
final class IdentifierFuzz {

    @FuzzTest
    void reads(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Expect.read(() -> Identifier.dns(text), MemberException.class).ifPresent(name -> {
            Expect.same(name.value(), text.toLowerCase(Locale.ROOT), "a name is only made lower case");
            Expect.same(Identifier.dnsFromUnicode(text), name, "what is ASCII stays so");
            Expect.that(name.value().length() <= 253 + 2, "a name is short");
            Expect.same(name.isWildcard(), text.startsWith("*."), "a wildcard");
            Expect.read(() -> Dns01.recordName(name), IllegalArgumentException.class);
        });
        Expect.read(() -> Identifier.dnsFromUnicode(text), MemberException.class)
                .ifPresent(name -> {
                    Expect.same(Identifier.dns(name.value()), name, "the form in ASCII is a name");
                    Expect.that(name.value().chars().allMatch(c -> c > ' ' && c < 0x7F), "and in ASCII");
                    again(name);
                });
        Expect.read(() -> Identifier.ip(text), MemberException.class).ifPresent(IdentifierFuzz::address);
        Expect.read(() -> Identifier.email(text), MemberException.class).ifPresent(IdentifierFuzz::again);
        for (IdentifierType type : IdentifierType.known()) {
            Expect.read(() -> Identifier.of(type, text), MemberException.class).ifPresent(IdentifierFuzz::again);
        }
        Optional<OnionName> onion = Expect.read(() -> OnionName.parse(text), IllegalArgumentException.class);
        onion.ifPresent(name -> Expect.same(OnionName.of(name.publicKey()), name, "an onion is its key"));
    }

    private static void again(Identifier identifier) {
        Expect.same(Identifier.TYPE.readStrict(identifier.toJson()), identifier, "written and read again, strictly");
    }

    private static void address(Identifier ip) {
        again(ip);
        byte[] octets = ip.ipAddress().orElseThrow();
        Expect.that(octets.length == 4 || octets.length == 16, "an address has 4 or 16 octets");
        try {
            InetAddress address = InetAddress.getByAddress(octets);
            // The JDK makes IPv4 of an address of IPv6 that stands for it.
            if (address.getAddress().length == octets.length) {
                Expect.same(Identifier.ip(address), ip, "made of the JDK's address");
            }
            Expect.that(
                    Arrays.equals(InetAddress.getByName(ip.value()).getAddress(), address.getAddress()),
                    "the JDK reads the same");
        } catch (UnknownHostException e) {
            throw new AssertionError("the JDK does not read " + ip.value(), e);
        }
    }
}
