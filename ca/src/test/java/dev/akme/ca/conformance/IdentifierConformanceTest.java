package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.IdentifierPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentifierConformanceTest extends Conformance {

    private void isMalformed(String... values) {
        refuses("malformed", values);
    }

    private void isRejected(String... values) {
        refuses("rejectedIdentifier", values);
    }

    private void refuses(String type, String... values) {
        for (String value : values) {
            Answer answer = order("dns", value);
            assertThat(answer.json())
                    .as("%s: %s", value, answer)
                    .containsEntry("type", Answer.ERROR + type)
                    .doesNotContainKey("subproblems");
            answer.isRefused(type.equals("malformed") ? 400 : 403, type);
        }
    }

    private Answer order(String type, String value) {
        return client.send(
                url("newOrder"),
                "{\"identifiers\":[{\"type\":\"" + type + "\",\"value\":" + Json.quoted(value) + "}]}");
    }

    private void isTaken(String... values) {
        for (String value : values) {
            client.order(value).is(201);
        }
    }

    @Test
    @Check(
            id = "C-50a",
            section = "RFC 8555 §7.1.3",
            says = "an asterisk that is not the whole first label, once, with a domain below it, is malformed")
    void wildcardsAreTheFirstLabel() {
        isMalformed("*", "*.", "*.*.example.org", "a.*.example.org", "a*.example.org", "**.example.org", "*.org");
        isTaken("*.example.org", "*.a.example.org");
    }

    @Test
    @Check(
            id = "C-50b",
            section = "RFC 5890 §2.3.1, RFC 8555 §7.1.3",
            says =
                    "other characters than letters, digits and hyphens, and hyphens at the ends of a label, are malformed")
    void labelsAreOfLettersDigitsAndHyphens() {
        isMalformed(
                "a_b.example.org",
                "-a.example.org",
                "a-.example.org",
                "a b.example.org",
                "a.example.org ",
                "a.exämple.org",
                "a.example.org\n",
                "\u0000.example.org",
                "a%2eexample.org",
                "a/b.example.org",
                "a@example.org",
                "a.example.org:443",
                "https://example.org",
                // In lower case it is a k of ASCII.
                "\u212Aelvin.example.org",
                "a.example\u3002org");
        isTaken("a-b.example.org", "0.example.org", "a--b.example.org");
    }

    @Test
    @Check(
            id = "C-50c",
            section = "RFC 1035 §2.3.4",
            says =
                    "names beyond 253 characters, labels beyond 63 or empty, too many or too few labels, and a dot at the"
                            + " end are malformed; one label alone is allowed where the CA is set to it")
    void namesAndLabelsHaveLimits() {
        isMalformed(
                "a".repeat(64) + ".example.org",
                ("a".repeat(49) + ".").repeat(5) + "example.org",
                "a..example.org",
                ".example.org",
                "example.org.",
                ".",
                "a.b.c.d.e.f.g.h.i.j.test",
                "localhost",
                "*.example.org.");
        isTaken("a".repeat(63) + ".example.org", ("a".repeat(47) + ".").repeat(5) + "example.org");
        try (World open = World.start(builder -> builder.identifiers(IdentifierPolicy.open()))) {
            Client of = open.client();
            of.order("intranet").is(201);
            of.order("localhost").is(201);
            of.order("a.b.c.d.e.f.g.h.i.j.test").is(201);
            of.order("a..test").isRefused(400, "malformed");
            of.order("a_b.test").isRefused(400, "malformed");
        }
    }

    @Test
    @Check(id = "C-50d", section = "RFC 8738 §3", says = "an IP address as a name is malformed")
    void anAddressIsNoName() {
        for (String value : List.of("192.0.2.1", "2001:db8::1", "[2001:db8::1]", "::1", "*.192.0.2.1")) {
            order("dns", value).isRefused(400, "malformed");
        }
    }

    @Test
    @Check(
            id = "C-50e",
            section = "RFC 5891 §4.2.3.1",
            says = "a label with hyphens in third and fourth place that is not xn-- is rejectedIdentifier")
    void hyphensInThirdAndFourthPlaceAreReserved() {
        isRejected("ab--c.example.org", "zz--a.example.org");
    }

    @Test
    @Check(
            id = "C-50f",
            section = "RFC 8555 §7.1.3, RFC 5891",
            says = "an xn-- label that stands for no international name in NFC is malformed")
    @Check(
            id = "M-60",
            section = "RFC 8555 §7.1.3, §10.2",
            says = "names are A-labels: those with xn-- are checked, and names with other characters refused")
    void internationalLabelsAreChecked() {
        isMalformed("xn--0.example.org", "xn--a-.example.org");
        isMalformed("xn--\u00e4.example.org", "xn--99999999.example.org", "xn--abc-.example.org");
        // A letter and a combining mark that NFC has as one.
        isMalformed("xn--u-ccb.example.org");
        // Another spelling of a letter, which has the small one as its only form.
        isMalformed("xn--bcher-2pa.example.org");
        isTaken("xn--bcher-kva.example.org", "XN--BCHER-KVA.example.org", "*.xn--bcher-kva.example.org");
    }

    @Test
    @Check(
            id = "C-50h",
            section = "RFC 6761, RFC 8555 §7.4",
            says = "names that the policy forbids are rejectedIdentifier: by themselves, or with all below them; so are"
                    + " special names by default, and wildcards where the CA is set to it")
    void thePolicyForbidsNames() {
        isRejected("a.localhost", "printer.local", "a.internal", "x.onion", "1.0.0.10.in-addr.arpa");
        try (World other = World.start(builder -> builder.identifiers(IdentifierPolicy.builder()
                .forbid(List.of("bank.example.org"))
                .forbidDomains(List.of("example.com"))
                .wildcards(false)
                .build()))) {
            Client of = other.client();
            for (String name : List.of(
                    "bank.example.org", "BANK.example.org", "example.com", "a.b.example.com", "*.example.org")) {
                of.order(name).isRefused(403, "rejectedIdentifier");
            }
            of.order("www.bank.example.org").is(201);
            of.order("notexample.com").is(201);
        }
        try (World other = World.start(builder -> builder.identifiers(IdentifierPolicy.builder()
                .forbid(List.of("bank.example.org"))
                .forbidDomains(List.of("secret.example.com"))
                .build()))) {
            Client of = other.client();
            of.order("*.example.org").isRefused(403, "rejectedIdentifier");
            of.order("*.example.com").isRefused(403, "rejectedIdentifier");
            of.order("*.shop.example.org").is(201);
            of.order("*.www.example.com").is(201);
        }
    }

    @Test
    @Check(
            id = "C-50i",
            section = "RFC 8738 §3, RFC 5952",
            says = "an address that does not parse, or not in its one form, is malformed; a private one is"
                    + " rejectedIdentifier unless the CA is set to take it")
    void addressesHaveOneForm() {
        for (String value : List.of(
                "a",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.01",
                "192.0.2.1/32",
                "0xc0.0.2.1",
                "3221225985",
                " 192.0.2.1",
                "2001:db8:0::1",
                "2001:DB8::1",
                "2001:0db8::1",
                "[2001:db8::1]",
                "fe80::1%eth0",
                "2001:db8::1/128",
                "*.192.0.2.1",
                "::ffff:192.0.2.1.1")) {
            Answer answer = order("ip", value);
            assertThat(answer.status()).as("%s: %s", value, answer).isEqualTo(400);
            answer.isRefused(400, "malformed");
        }
        client.order("10.0.0.1").is(201);
        try (World other = World.start(
                builder -> builder.identifiers(IdentifierPolicy.builder().build()))) {
            Client of = other.client();
            for (String value : List.of("10.0.0.1", "127.0.0.1", "::1", "fe80::1", "169.254.169.254", "0.0.0.0")) {
                of.order(value).isRefused(403, "rejectedIdentifier");
            }
            of.order("9.9.9.9", "2620:fe::fe").is(201);
        }
    }

    @Test
    @Check(
            id = "C-50",
            section = "RFC 8555 §6.7.1",
            says = "several identifiers that are refused make one problem with a subproblem for each, which names it;"
                    + " one alone makes a problem of its own")
    @Check(
            id = "M-26",
            section = "RFC 8555 §6.7.1",
            says = "identifier stands in subproblems alone, never in a problem at the top")
    void severalProblemsAreToldAtOnce() {
        Answer mixed = client.order("a_b.example.org", "ab--c.example.org", "good.example.org", "x..org");
        assertThat(mixed.string("type")).isIn(Answer.ERROR + "rejectedIdentifier", Answer.ERROR + "compound");
        List<Map<String, Object>> problems = mixed.objects("subproblems");
        assertThat(problems.stream().map(problem -> ((Map<?, ?>) problem.get("identifier")).get("value")))
                .isEqualTo(Arrays.<Object>asList("a_b.example.org", "ab--c.example.org", "x..org"));
        assertThat(problems.stream().map(problem -> problem.get("type")))
                .isEqualTo(Arrays.<Object>asList(
                        Answer.ERROR + "malformed", Answer.ERROR + "rejectedIdentifier", Answer.ERROR + "malformed"));
        Answer same = client.order("a_b.example.org", "x..org").isRefused(400, "malformed");
        assertThat(same.objects("subproblems")).hasSize(2);
    }
}
