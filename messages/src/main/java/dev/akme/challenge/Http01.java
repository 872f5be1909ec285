package dev.akme.challenge;

import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import dev.akme.messages.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** The challenge {@code http-01}: a file at a well-known path, on port 80 (RFC 8555 §8.3, RFC 8738 §5). */
public final class Http01 {

    /** The port that a server connects to. Redirects may lead to another. */
    public static final int PORT = 80;

    /** The media type of RFC 8555's example; servers do not look at it. */
    public static final String CONTENT_TYPE = "application/octet-stream";

    private static final String SECTION = "RFC 8555 §8.3";
    private static final String FOLDER = "/.well-known/acme-challenge/";

    /** More white space than editors leave at the end of a file. */
    private static final int MAX_WHITE_SPACE = 64;

    private Http01() {}

    /**
     * Gives the path of the file.
     *
     * @param token the token of the challenge
     * @return an absolute path
     * @throws IllegalArgumentException when the token is empty, too short for 128 bits, or has a character outside of the
     *     base64url alphabet: such a one could lead to another folder
     */
    public static String path(String token) {
        return FOLDER + Tokens.require("token", token, SECTION);
    }

    /**
     * Gives the URL at which the file must be.
     *
     * @param identifier a name or an IP address
     * @param token the token of the challenge
     * @return the URL
     * @throws IllegalArgumentException when the token is refused as by {@link #path}, or the identifier is a wildcard or
     *     of another type
     * @throws dev.akme.json.MemberException when its value is no name or address
     */
    public static URI url(Identifier identifier, String token) {
        return url(identifier, token, PORT);
    }

    /**
     * Gives the URL at which the file is looked for by a server that uses another port than 80, as test servers do.
     *
     * @param identifier a name or an IP address
     * @param token the token of the challenge
     * @param port the port, 1 to 65,535
     * @return the URL
     * @throws IllegalArgumentException as from {@link #url(Identifier, String)}, or when there is no such port
     * @throws dev.akme.json.MemberException when the identifier's value is no name or address
     */
    public static URI url(Identifier identifier, String token, int port) {
        return URI.create("http://" + hostHeader(identifier, port) + path(token));
    }

    /**
     * Gives the header field {@code Host} of the server's request.
     *
     * @param identifier a name or an IP address
     * @return the name in lower case, or the address in the text form of RFC 8738 §3, IPv6 in brackets
     * @throws IllegalArgumentException when the identifier is a wildcard or of another type
     * @throws dev.akme.json.MemberException when its value is no name or address
     */
    public static String hostHeader(Identifier identifier) {
        return hostHeader(identifier, PORT);
    }

    /**
     * Gives the header field {@code Host} of a request to another port than 80.
     *
     * @param identifier a name or an IP address
     * @param port the port, 1 to 65,535
     * @return as {@link #hostHeader(Identifier)}, with the port where it is not 80
     * @throws IllegalArgumentException as from {@link #hostHeader(Identifier)}, or when there is no such port
     * @throws dev.akme.json.MemberException when the identifier's value is no name or address
     */
    public static String hostHeader(Identifier identifier, int port) {
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("port " + port + " does not exist: give one from 1 to 65535");
        }
        return host(identifier) + (port == PORT ? "" : ":" + port);
    }

    private static String host(Identifier identifier) {
        if (!identifier.type().equals(IdentifierType.IP)) {
            return Names.host(identifier, "http-01", SECTION);
        }
        String address = Identifier.ip(identifier.value()).value();
        return address.indexOf(':') < 0 ? address : '[' + address + ']';
    }

    /**
     * Gives what the file holds.
     *
     * @param keyAuthorization that of the challenge
     * @return the whole body, in ASCII, without a line end
     */
    public static byte[] body(KeyAuthorization keyAuthorization) {
        return keyAuthorization.text().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Tells how much of a body a server need read: a longer one is wrong whatever follows.
     *
     * @param keyAuthorization that of the challenge
     * @return a number of octets
     */
    public static int maxBodyLength(KeyAuthorization keyAuthorization) {
        return keyAuthorization.text().length() + MAX_WHITE_SPACE;
    }

    /**
     * Checks what a server has read. White space at the end does not count, up to {@link #maxBodyLength}.
     *
     * @param body the body of the response, or its beginning when that is longer than {@link #maxBodyLength}
     * @param expected the key authorization of the challenge
     * @return the problem for the challenge; empty when the body is right
     */
    public static Optional<Problem> check(byte[] body, KeyAuthorization expected) {
        if (body.length > maxBodyLength(expected)) {
            return Problems.unauthorized(
                    "the file has more octets than the key authorization: serve the key authorization alone", SECTION);
        }
        int end = body.length;
        while (end > 0 && isWhiteSpace(body[end - 1])) {
            end--;
        }
        if (end == 0) {
            return Problems.unauthorized("the file is empty: serve the key authorization", SECTION);
        }
        return MessageDigest.isEqual(Arrays.copyOf(body, end), body(expected))
                ? Optional.empty()
                : Problems.unauthorized(
                        "the file does not hold the key authorization of this challenge and account key", SECTION);
    }

    private static boolean isWhiteSpace(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }
}
