package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.akme.messages.Link;
import dev.akme.messages.Resource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PagesTest {

    private static final URI FIRST = URI.create("https://ca.test/orders/0");

    private final List<URI> fetched = new ArrayList<>();

    /** Each page has two items, and links to the next as given. */
    private Stream<URI> pages(int... next) {
        return Pages.stream(
                FIRST,
                url -> {
                    fetched.add(url);
                    int page = Integer.parseInt(url.getPath().substring(8));
                    List<Link> links = page < next.length
                            ? Link.parse(List.of("</orders/" + next[page] + ">;rel=next"), url)
                            : List.of();
                    return Resource.of(url, List.of(URI.create("/order/" + page), URI.create("x" + page)), links, null);
                },
                body -> body);
    }

    @Test
    void everyPageIsReadAndItsUrlsAreResolved() {
        assertThat(pages(1, 2))
                .containsExactly(
                        URI.create("https://ca.test/order/0"),
                        URI.create("https://ca.test/orders/x0"),
                        URI.create("https://ca.test/order/1"),
                        URI.create("https://ca.test/orders/x1"),
                        URI.create("https://ca.test/order/2"),
                        URI.create("https://ca.test/orders/x2"));
    }

    @Test
    void noPageIsReadBeforeItIsWanted() {
        Stream<URI> stream = pages(1, 2);
        assertThat(fetched).isEmpty();
        assertThat(stream.limit(2)).hasSize(2);
        assertThat(fetched).hasSize(1);
        assertThat(pages(1, 2).findFirst()).isPresent();
        assertThat(fetched).hasSize(2);
    }

    @Test
    void aCircleEnds() {
        assertThat(pages(0)).hasSize(2);
        assertThat(pages(1, 2, 1)).hasSize(6);
    }

    @Test
    void anInterruptComesThroughAndIsKept() {
        Stream<URI> stream = Pages.stream(
                FIRST,
                url -> {
                    throw new InterruptedException();
                },
                body -> List.of());
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(stream::toList)
                .withCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
