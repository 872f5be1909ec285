package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the CA answered, and what every answer must be like. */
record Answer(int status, Map<String, List<String>> headers, String octets) {

    static final String ERROR = "urn:ietf:params:acme:error:";

    /** The registry "ACME Error Types", and invalidProfile of the draft on profiles. */
    static final Set<String> TYPES = Set.of(
            ("accountDoesNotExist alreadyRevoked badCSR badNonce badPublicKey badRevocationReason badSignatureAlgorithm caa"
                            + " compound connection dns externalAccountRequired incorrectResponse invalidContact malformed"
                            + " orderNotReady rateLimited rejectedIdentifier serverInternal tls unauthorized"
                            + " unsupportedContact unsupportedIdentifier userActionRequired autoRenewalCanceled"
                            + " autoRenewalExpired autoRenewalCancellationInvalid autoRenewalRevocationNotSupported"
                            + " unknownDelegation onionCAARequired alreadyReplaced invalidProfile")
                    .split(" ", -1));

    private static final Pattern LINK = Pattern.compile("<([^>]*)>;rel=\"([^\"]*)\"");

    /** An answer with this body, which is kept as text of a character for each octet. */
    static Answer of(int status, Map<String, List<String>> headers, byte[] body) {
        return new Answer(status, headers, new String(body, StandardCharsets.ISO_8859_1));
    }

    byte[] body() {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    List<String> all(String header) {
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(header))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** The value of a header that stands there once. */
    String header(String name) {
        assertThat(all(name)).as("%s of %s", name, this).hasSize(1);
        return all(name).get(0);
    }

    List<String> links(String relation) {
        return all("Link").stream()
                .map(LINK::matcher)
                .filter(Matcher::matches)
                .filter(link -> link.group(2).equals(relation))
                .map(link -> link.group(1))
                .toList();
    }

    String location() {
        return header("Location");
    }

    String nonce() {
        return header("Replay-Nonce");
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> json() {
        return (Map<String, Object>) Json.parse(text());
    }

    String string(String member) {
        return (String) json().get(member);
    }

    @SuppressWarnings("unchecked")
    List<String> strings(String member) {
        return (List<String>) json().get(member);
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> objects(String member) {
        return (List<Map<String, Object>>) json().get(member);
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> object(String member) {
        return (Map<String, Object>) json().get(member);
    }

    Answer is(int expected) {
        assertThat(status).as("status of %s", this).isEqualTo(expected);
        return this;
    }

    /** A problem document, complete. */
    Answer isProblem(int expected, String type) {
        is(expected);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(string("type")).as("type of %s", this).isEqualTo(ERROR + type);
        assertThat(json()).containsEntry("status", (long) expected).doesNotContainKey("identifier");
        assertThat(string("detail")).isNotBlank();
        return this;
    }

    /** A problem that comes with the next nonce (RFC 8555 §6.5). */
    Answer isRefused(int expected, String type) {
        isProblem(expected, type);
        assertThat(nonce()).matches("[A-Za-z0-9_-]+");
        return this;
    }

    /** What every answer of the CA is like, whatever it is about. */
    Answer isDecent(String method, boolean directory) {
        assertThat(links("index")).as("%s", this).hasSize(directory ? 0 : 1);
        assertThat(header("Access-Control-Allow-Origin")).isEqualTo("*");
        if (method.equals("POST")) {
            assertThat(nonce()).matches("[A-Za-z0-9_-]{22,}");
            assertThat(header("Cache-Control")).isEqualTo("no-store");
        }
        if (method.equals("HEAD")) {
            assertThat(octets).isEmpty();
        } else if (status >= 400) {
            assertThat(TYPES).contains(string("type").substring(ERROR.length()));
            isProblem(status, string("type").substring(ERROR.length()));
        }
        return this;
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + text();
    }
}
