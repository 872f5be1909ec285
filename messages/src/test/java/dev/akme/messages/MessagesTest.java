package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.JsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "directory|{`newNonce`:`https://a.test/n`,`newAccount`:`https://a.test/a`,`newOrder`:`https://a.test/o`}",
                "newOrder|{`identifiers`:[{`type`:`dns`,`value`:`a.test`}],`profile`:`short`}",
                "order|{`status`:`ready`,`identifiers`:[{`type`:`dns`,`value`:`a.test`}],`authorizations`:[],"
                        + "`finalize`:`https://a.test/f`}",
                "identifier|{`type`:`dns`,`value`:`a.test`}",
                "finalize|{`csr`:`MIH2MIGcAgEAMAAw`}",
                "problem|{`type`:`urn:ietf:params:acme:error:malformed`,`detail`:`x`,`status`:400}",
                "problem|{`title`:`Bad Gateway`,`status`:502}",
                "http-01 challenge|{`type`:`http-01`,`url`:`https://a.test/c`,`status`:`pending`,"
                        + "`token`:`LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0`}",
                "unknown challenge|{`type`:`future-99`,`url`:`https://a.test/c`,`status`:`pending`,`knob`:1}",
                "orderResource|{`body`:{`status`:`ready`},`uri`:`https://a.test/o`,`csr_pem`:`x`,`authorizations`:[]}",
                "ordersList|{`orders`:[]}",
                "ordersList|[]",
                "renewalInfo|{`suggestedWindow`:{`start`:`2026-12-20T04:00:00Z`,`end`:`2026-12-22T04:00:00Z`}}",
                "jws|{`protected`:`e30`,`payload`:``,`signature`:`AA`}"
            })
    void theBestGuessComesFirst(String name, String text) {
        assertThat(Messages.detect(text.replace('`', '"')).get(0).name()).isEqualTo(name);
    }

    @Test
    void storedFormsAreToldApartByWhatIsInThem() {
        String order = "{\"body\":{\"status\":\"ready\",\"identifiers\":[],\"authorizations\":[],"
                + "\"finalize\":\"https://a.test/f\"},\"uri\":\"https://a.test/o\"}";
        String account = "{\"body\":{\"status\":\"valid\",\"contact\":[]},\"uri\":\"https://a.test/a\"}";
        String authorization = "{\"body\":{\"identifier\":{\"type\":\"dns\",\"value\":\"a.test\"},\"status\":\"valid\","
                + "\"challenges\":[]},\"uri\":\"https://a.test/z\"}";
        assertThat(Messages.detect(order).get(0)).isSameAs(OrderResource.TYPE);
        assertThat(Messages.detect(account).get(0)).isSameAs(AccountResource.TYPE);
        assertThat(Messages.detect(authorization).get(0)).isSameAs(AuthorizationResource.TYPE);
    }

    @Test
    void sameLookingMessagesAreAllNamed() {
        assertThat(Messages.detect("{\"status\":\"deactivated\"}"))
                .contains(AccountUpdate.TYPE, AuthorizationUpdate.TYPE);
        assertThat(Messages.detect("{}")).contains(Problem.TYPE);
        assertThat(Messages.detect("{}")).doesNotContain(Order.TYPE);
    }

    @Test
    void whatIsNoMessageIsNothing() {
        assertThat(Messages.detect("{\"a\":1}")).isEmpty();
        assertThat(Messages.detect("42")).isEmpty();
        assertThatThrownBy(() -> Messages.detect("{")).isInstanceOf(JsonException.class);
    }
}
