package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTest {

    private static final URI BASE = URI.create("https://example.com/acme/cert/1");

    @Test
    void readsSeveralLinksInOneHeaderAndSeveralHeaders() {
        assertThat(Link.parse(
                        List.of(
                                "<https://example.com/acme/cert/1/1>;rel=\"alternate\", <https://example.com/dir>; rel=index",
                                "<https://example.com/acme/cert/1/2>; rel=\"alternate\""),
                        BASE))
                .containsExactly(
                        link("alternate", "https://example.com/acme/cert/1/1"),
                        link("index", "https://example.com/dir"),
                        link("alternate", "https://example.com/acme/cert/1/2"));
    }

    @Test
    void readsWhatServersReallyWrite() {
        assertThat(Link.parse(List.of("<../authz/2> ;  title=\"a, b; rel=no\" ; REL = \"Up  index\""), BASE))
                .containsExactly(
                        link("up", "https://example.com/acme/authz/2"),
                        link("index", "https://example.com/acme/authz/2"));
        assertThat(Link.parse(List.of("<https://a.test/x,y;z>;rel=next"), BASE))
                .containsExactly(link("next", "https://a.test/x,y;z"));
        assertThat(Link.parse(List.of("<https://a.test/>;rel=next;rel=up"), BASE))
                .containsExactly(link("next", "https://a.test/"));
        assertThat(Link.parse(List.of("<https://a.test/>; rel=\"a\\\"b\""), BASE))
                .containsExactly(link("a\"b", "https://a.test/"));
    }

    @Test
    void resolvesWhatHasOnlyAQueryOrNothing() {
        URI page = URI.create("https://example.com/acme/orders?cursor=1#top");
        assertThat(Link.parse(List.of("<?cursor=2>;rel=next, <>;rel=self, </x>;rel=up"), page))
                .containsExactly(
                        link("next", "https://example.com/acme/orders?cursor=2"),
                        link("self", "https://example.com/acme/orders?cursor=1"),
                        link("up", "https://example.com/x"));
    }

    @Test
    void passesOverWhatIsNoLink() {
        assertThat(Link.parse(
                        List.of(
                                "",
                                "nonsense",
                                "<unclosed",
                                "<https://a.test/>",
                                "<http://a b>;rel=up",
                                "<>;rel=\"",
                                ",,;;"),
                        BASE))
                .isEmpty();
        assertThat(Link.parse(List.of("<http://a b>;rel=up,<https://a.test/>;rel=up"), BASE))
                .containsExactly(link("up", "https://a.test/"));
    }

    @Test
    void aTargetMayEndInAnything() {
        assertThat(Link.parse(List.of("<https://a.test/x,>;rel=next, <https://a.test/y;>;rel=up"), BASE))
                .containsExactly(link("next", "https://a.test/x,"), link("up", "https://a.test/y;"));
    }

    @Test
    void aHeaderMayEndAnywhere() {
        String header = "<https://a.test/>; title = \"a\\\"b\" ; rel=\"next\"";
        for (int end = 0; end < header.length() - 1; end++) {
            assertThat(Link.parse(List.of(header.substring(0, end), "</>;rel=up"), BASE))
                    .as(header.substring(0, end))
                    .endsWith(link("up", "https://example.com/"));
        }
        assertThat(Link.parse(List.of("</>;rel=", "</>;rel", "</>;", "</>;rel= ", "</>;rel=\"up\\"), BASE))
                .containsExactly(link("up\\", "https://example.com/"));
        assertThat(Link.parse(List.of("</>;rel=\"up\";x, </a>;rel=\"next\",</b>;rel=\"\\x\""), BASE))
                .containsExactly(
                        link("up", "https://example.com/"),
                        link("next", "https://example.com/a"),
                        link("x", "https://example.com/b"));
    }

    @Test
    void passesOverARelationThatIsNothingButAControlCharacter() {
        assertThat(Link.parse(List.of("<https://a.test/>; rel=\"next \u001F up\""), BASE))
                .containsExactly(link("next", "https://a.test/"), link("up", "https://a.test/"));
    }

    @Test
    void boundsTheNumberOfLinks() {
        assertThat(Link.parse(List.of("<a>;rel=\"" + "x ".repeat(5_000) + "\""), BASE))
                .hasSize(1_000);
        assertThat(Link.parse(List.of("<a>;rel=x,".repeat(999) + "<a>;rel=\"y z\""), BASE))
                .hasSize(1_000);
        assertThat(Link.parse(List.of("<a>;rel=x,".repeat(5_000)), BASE)).hasSize(1_000);
    }

    private static Link link(String rel, String target) {
        return new Link(rel, URI.create(target));
    }
}
