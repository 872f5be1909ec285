package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNameTest {

    @Test
    void isWrittenAsLabels() {
        assertThat(HexFormat.of().formatHex(DnsName.parse("a.Bc.").toBytes())).isEqualTo("016102426300");
        assertThat(DnsName.parse(".")).isEqualTo(DnsName.ROOT).hasToString(".");
        assertThat(DnsName.parse("_x.Example.org.")).hasToString("_x.Example.org");
    }

    @Test
    void onlyTheCaseOfAsciiLettersDoesNotCount() {
        assertThat(DnsName.parse("A.Example.ORG"))
                .isEqualTo(DnsName.parse("a.example.org."))
                .hasSameHashCodeAs(DnsName.parse("a.example.org"))
                .isNotEqualTo(DnsName.parse("aexample.org"));
        assertThat(DnsName.ofLabels(List.of("\u00c4"))).isNotEqualTo(DnsName.ofLabels(List.of("\u00e4")));
        assertThat(DnsName.ofLabels(List.of("["))).isNotEqualTo(DnsName.ofLabels(List.of("{")));
    }

    @Test
    void knowsWhatIsAbove() {
        DnsName name = DnsName.parse("a.b.example");
        assertThat(name.parent()).isEqualTo(DnsName.parse("b.example"));
        assertThat(DnsName.ROOT.parent()).isEqualTo(DnsName.ROOT);
        assertThat(name.isIn(name)).isTrue();
        assertThat(name.isIn(DnsName.parse("EXAMPLE"))).isTrue();
        assertThat(name.isIn(DnsName.ROOT)).isTrue();
        assertThat(name.isIn(DnsName.parse("c.example"))).isFalse();
        assertThat(DnsName.parse("example").isIn(name)).isFalse();
        assertThat(DnsName.parse("xb.example").isIn(DnsName.parse("b.example"))).isFalse();
    }

    @Test
    void whatAServerSendsIsShownWithoutOddCharacters() {
        assertThat(DnsName.ofLabels(List.of("a.b\\", "\n\u00ff"))).hasToString("a\\.b\\\\.\\010\\255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a..b", ".a", "a b", "a\\.b", "b\u00fccher.example", "a\n", "\"a"})
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DnsName.parse(text));
    }

    @Test
    void lengthsAreThoseOfTheRfc() {
        String label = "a".repeat(63);
        assertThat(DnsName.parse(label).toBytes()).hasSize(65);
        assertThatIllegalArgumentException().isThrownBy(() -> DnsName.parse(label + "a"));
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);
        assertThat(DnsName.parse(longest).toBytes()).hasSize(255);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsName.parse(longest + "a"))
                .withMessageContaining("255");
    }
}
