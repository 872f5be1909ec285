package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.validation.AddressRange;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifierPolicyTest {

    private static boolean isForbidden(IdentifierPolicy policy, String address) throws Exception {
        return policy.isForbidden(InetAddress.getByName(address));
    }

    @Test
    void rangesOfAddressesAreAllowedAndForbidden() throws Exception {
        IdentifierPolicy policy = IdentifierPolicy.builder()
                .allowAddresses(List.of(AddressRange.parse("10.1.0.0/16"), AddressRange.parse("fd00:1::/32")))
                .forbidAddresses(List.of(AddressRange.parse("10.1.2.0/23"), AddressRange.parse("8.8.8.8")))
                .build();
        assertThat(isForbidden(policy, "10.1.1.255")).isFalse();
        assertThat(isForbidden(policy, "10.1.2.0")).isTrue();
        assertThat(isForbidden(policy, "10.1.3.255")).isTrue();
        assertThat(isForbidden(policy, "10.1.4.0")).isFalse();
        assertThat(isForbidden(policy, "10.2.0.0")).isTrue();
        assertThat(isForbidden(policy, "fd00:1:ffff::1")).isFalse();
        assertThat(isForbidden(policy, "fd00:2::1")).isTrue();
        assertThat(isForbidden(policy, "8.8.8.8")).isTrue();
        assertThat(isForbidden(policy, "8.8.8.9")).isFalse();
        assertThat(isForbidden(IdentifierPolicy.open(), "10.0.0.1")).isFalse();
    }

    @Test
    void whatIsNoRangeIsRefused() {
        for (String text :
                new String[] {"", "a", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "/8"}) {
            assertThatThrownBy(() -> AddressRange.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("range of addresses");
        }
    }
}
