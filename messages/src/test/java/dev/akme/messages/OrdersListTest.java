package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersListTest {

    private static final String FULL =
            "{\"orders\":[\"https://acme.example.com/acme/order/9aZ\",\"https://acme.example.com/acme/order/9b0\"]}";
    private static final List<URI> URLS = List.of(
            URI.create("https://acme.example.com/acme/order/9aZ"),
            URI.create("https://acme.example.com/acme/order/9b0"));

    @Test
    void readsAndBuildsAList() {
        OrdersList list = OrdersList.TYPE.readStrict(FULL);

        assertThat(list.orders()).isEqualTo(URLS);
        assertThat(list.toJson()).isEqualTo(FULL);
        assertThat(OrdersList.builder().orders(URLS).build()).isEqualTo(list);
        assertThat(list.toBuilder().build()).isEqualTo(list);
        assertThat(OrdersList.builder().orders(List.of()).build().toJson()).isEqualTo("{\"orders\":[]}");
    }

    @Test
    void readsTheArrayThatSomeServersSendBare() {
        String json = "[\"https://acme.example.com/acme/order/9aZ\",\"https://acme.example.com/acme/order/9b0\"]";
        OrdersList list = OrdersList.TYPE.read(json);

        assertThat(list.orders()).isEqualTo(URLS);
        assertThat(list.toJson()).isEqualTo(json);
        assertThat(OrdersList.TYPE.read("[]").orders()).isEmpty();
        assertThat(OrdersList.TYPE.read("[]").toJson()).isEqualTo("[]");
    }

    @Test
    void takesNullAsEmpty() {
        for (String json : List.of("null", "{\"orders\":null}", "{}")) {
            OrdersList list = OrdersList.TYPE.read(json);

            assertThat(list.orders()).isEmpty();
            assertThat(list.toJson()).isEqualTo(json);
        }
    }

    @Test
    void refusesOtherValues() {
        assertThatThrownBy(() -> OrdersList.TYPE.read("\"x\"")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> OrdersList.TYPE.readStrict("[]")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> OrdersList.TYPE.readStrict("{}")).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> OrdersList.builder().build()).isInstanceOf(MissingMemberException.class);
    }

    @Test
    void namesTheItemThatIsNoUrl() {
        OrdersList list = OrdersList.TYPE.read("{\"orders\":[\"https://acme.example.com/o\",7]}");

        assertThatThrownBy(list::orders)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/orders/1");
    }

    @Test
    void speaksOfBareArrays() {
        fires(OrdersList.TYPE, "bare", "[]");
        silent(OrdersList.TYPE, "bare", FULL);
    }
}
