package dev.akme.ca.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixedResolverTest {

    private static final DnsResolver NOBODY = new DnsResolver() {
        @Override
        public List<InetAddress> addresses(String name) throws DnsFailure {
            throw new DnsFailure("no servers", null);
        }

        @Override
        public List<List<String>> txt(String name) {
            return List.of(List.of("of", name));
        }

        @Override
        public List<CaaRecord> caa(String name) throws DnsFailure {
            throw new DnsFailure("no servers", null);
        }
    };

    private static InetAddress address(int last) throws Exception {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    @Test
    void theLongestPatternCounts() throws Exception {
        DnsResolver resolver = DnsResolvers.fixed(
                Map.of("*.test", address(1), "*.B.test", address(2), "a.b.test", address(3)), NOBODY);
        assertThat(resolver.addresses("A.b.test")).containsExactly(address(3));
        assertThat(resolver.addresses("x.a.b.test")).containsExactly(address(2));
        assertThat(resolver.addresses("c.B.test")).containsExactly(address(2));
        assertThat(resolver.addresses("b.test")).containsExactly(address(1));
        assertThat(resolver.addresses("x.y.test")).containsExactly(address(1));
        assertThatThrownBy(() -> resolver.addresses("test")).isInstanceOf(DnsFailure.class);
        assertThatThrownBy(() -> resolver.addresses("nottest")).isInstanceOf(DnsFailure.class);
    }

    @Test
    void otherRecordsAreAskedFor() throws Exception {
        DnsResolver resolver = DnsResolvers.fixed(Map.of("*.test", address(1)), NOBODY);
        assertThat(resolver.txt("a.test")).containsExactly(List.of("of", "a.test"));
        assertThat(resolver.caa("a.test")).isEmpty();
        // The search for them goes up to there.
        assertThat(resolver.caa("TEST")).isEmpty();
        assertThatThrownBy(() -> resolver.caa("a.example")).isInstanceOf(DnsFailure.class);
    }

    @Test
    void everyNameCanBeFixedAndNothingElseBeThere() throws Exception {
        DnsResolver resolver = DnsResolvers.fixed(Map.of("*", address(1), "a.test", address(2)), DnsResolvers.none());
        assertThat(resolver.addresses("anything")).containsExactly(address(1));
        assertThat(resolver.addresses("a.test")).containsExactly(address(2));
        assertThat(resolver.txt("anything")).isEmpty();
        assertThat(resolver.caa("anything")).isEmpty();
        assertThat(DnsResolvers.none().addresses("anything")).isEmpty();
        assertThat(DnsResolvers.none().caa("anything")).isEmpty();
    }
}
