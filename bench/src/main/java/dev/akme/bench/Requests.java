package dev.akme.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Signs the same request and verifies it, by one of the libraries. Header and payload are put together anew each time, as
 * every request has another nonce; keys stay.
 *
 * @param <T> the form in which the library writes a request and reads it, octets or text
 */
interface Requests<T> {

    String ACCOUNT = "https://ca.example.org/acme/acct/1234567890";
    String NEW_ORDER = "https://ca.example.org/acme/new-order";
    String NONCE = "oFvnlFP1wIhRlYS2jTaXbA";
    String PAYLOAD = """
            {"identifiers":[{"type":"dns","value":"example.org"},{"type":"dns","value":"www.example.org"},\
            {"type":"dns","value":"mail.example.org"}],\
            "profile":"classic"}""";

    /** From header and payload to what is sent. */
    T sign() throws Exception;

    /** From what came to header and payload, which it returns; throws when the signature is wrong. */
    byte[] verify(T request, Consumer<Object> header) throws Exception;

    static byte[] payload() {
        return PAYLOAD.getBytes(StandardCharsets.UTF_8);
    }

    /** A signed request, after a check that it is taken as it is, and refused by those who hold another key. */
    static <T> T sample(Requests<T> requests, Requests<T> others) throws Exception {
        T request = requests.sign();
        if (!Arrays.equals(requests.verify(request, header -> {}), payload())) {
            throw new IllegalStateException("not what was signed");
        }
        try {
            others.verify(request, header -> {});
        } catch (Exception refused) {
            return request;
        }
        throw new IllegalStateException("a wrong signature was taken");
    }
}
