package dev.akme.challenge;

import dev.akme.jose.Base64Url;
import dev.akme.jose.Jwk;
import dev.akme.messages.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The challenge {@code email-reply-00}: a reply to a mail (RFC 8823 §3). The token comes in two parts, the first in the
 * mail's subject, the second in the challenge.
 */
public final class EmailReply00 {

    /** How the two parts of the token become one, of which RFC 8823 §3 speaks in two ways. */
    public enum Concatenation {
        /** The texts are joined as they stand: what most programs do. */
        TEXT,
        /**
         * The octets are joined, and encoded again. The result is the same when the first part has 18, 21, 24 octets and
         * so on, which a server does well to choose.
         */
        OCTETS
    }

    private static final String SECTION = "RFC 8823 §3";
    private static final String LABEL = "ACME:";
    private static final String BEGIN = "-----BEGIN ACME RESPONSE-----";
    private static final String END = "-----END ACME RESPONSE-----";

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern RESPONSE = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern PADDING = Pattern.compile("={1,2}$");

    private static final int MAX_SUBJECT = 2_000;
    private static final int MAX_BODY = 256 * 1024;
    private static final int MAX_RESPONSE = 256;

    private EmailReply00() {}

    /**
     * Gives the subject of a challenge mail, as a server sends it.
     *
     * @param part1 the first part of the token
     * @return the subject
     * @throws IllegalArgumentException when the part is empty, too short for 128 bits, or has a character outside of the
     *     base64url alphabet
     */
    public static String subject(String part1) {
        return LABEL + ' ' + requirePart1(part1);
    }

    /**
     * Finds the first part of the token in the subject of a challenge mail, as a client does.
     *
     * @param subject the header field's text, with encoded words decoded; may be folded
     * @return the first part, without white space and padding, of which examples in RFC 8823 have some
     * @throws IllegalArgumentException when the subject is another, such as that of a reply, which a client has to ignore
     *     (RFC 8823 §3), or what it has is no token part as in {@link #subject}
     */
    public static String part1(String subject) {
        int label = labelIn(subject);
        if (!subject.substring(0, label).isBlank()) {
            throw noSubject();
        }
        return part1After(label, subject);
    }

    /**
     * Finds the first part of the token in the subject of a reply, as a server does (RFC 8823 §3.2).
     *
     * @param subject the header field's text, with encoded words decoded; may be folded. Whatever stands before the label
     *     {@code ACME:} is ignored, such as "Re:" or what programs on the way have put there
     * @return the first part, without white space and padding
     * @throws IllegalArgumentException when the subject has no such label, or what follows is no token part as in
     *     {@link #subject}
     */
    public static String part1OfReply(String subject) {
        return part1After(labelIn(subject), subject);
    }

    /** Where the label stands; the last one, as no token has a colon. */
    private static int labelIn(String subject) {
        int label = subject.lastIndexOf(LABEL);
        if (label < 0 || subject.length() > MAX_SUBJECT) {
            throw noSubject();
        }
        return label;
    }

    private static String part1After(int label, String subject) {
        String token = subject.substring(label + LABEL.length());
        return requirePart1(unpadded(SPACE.matcher(token).replaceAll("")));
    }

    private static IllegalArgumentException noSubject() {
        return new IllegalArgumentException(
                "the subject is not ACME: and a token: look for another mail (RFC 8823 §3.1)");
    }

    /**
     * Makes the key authorization from both parts of the token.
     *
     * @param part1 the first part, from the mail's subject; padding is dropped
     * @param part2 the second part, the token of the challenge
     * @param accountKey the public key of the account
     * @param concatenation how the parts become one
     * @return the key authorization, whose digest is the response
     * @throws IllegalArgumentException when a part is empty or has a character outside of the base64url alphabet, the
     *     first is too short for 128 bits, or octets are to be joined and a part does not encode any
     * @throws dev.akme.json.MemberException when the key has no thumbprint
     */
    public static KeyAuthorization keyAuthorization(
            String part1, String part2, Jwk accountKey, Concatenation concatenation) {
        String first = requirePart1(unpadded(part1));
        String second = Tokens.requireAlphabet("second part of the token", part2, SECTION);
        String token = concatenation == Concatenation.TEXT ? first + second : joined(first, second);
        return KeyAuthorization.of(token, accountKey);
    }

    private static String joined(String first, String second) {
        byte[] head = Base64Url.decode(first);
        byte[] tail = Base64Url.decode(second);
        byte[] both = new byte[head.length + tail.length];
        System.arraycopy(head, 0, both, 0, head.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return Base64Url.encode(both);
    }

    /**
     * Makes the response, with the parts of the token joined as text.
     *
     * @param part1 the first part, from the mail's subject; padding is dropped
     * @param part2 the second part, the token of the challenge
     * @param accountKey the public key of the account
     * @return the digest of the key authorization in base64url, 43 characters
     * @throws IllegalArgumentException as from {@link #keyAuthorization}
     * @throws dev.akme.json.MemberException when the key has no thumbprint
     */
    public static String response(String part1, String part2, Jwk accountKey) {
        return response(keyAuthorization(part1, part2, accountKey, Concatenation.TEXT));
    }

    /**
     * Makes the response.
     *
     * @param keyAuthorization what {@link #keyAuthorization} gives
     * @return its SHA-256 in base64url, 43 characters
     */
    public static String response(KeyAuthorization keyAuthorization) {
        return keyAuthorization.digestText();
    }

    /**
     * Gives the body of the reply (RFC 8823 §3.2).
     *
     * @param response what {@link #response(KeyAuthorization)} gives
     * @return three lines of plain text in ASCII, with CRLF
     * @throws IllegalArgumentException when the response is empty or has a character outside of the base64url alphabet
     */
    public static String body(String response) {
        if (!RESPONSE.matcher(response).matches()) {
            throw new IllegalArgumentException(
                    "the response is not base64url: take it from response() (RFC 8823 §3.2)");
        }
        return BEGIN + "\r\n" + response + "\r\n" + END + "\r\n";
    }

    /**
     * Finds the response in the body of a reply (RFC 8823 §3.2).
     *
     * @param body the part of type text/plain, decoded; other text may stand before and after, and lines be broken
     *     anywhere in the response
     * @return the response of the first block, without white space and padding
     * @throws IllegalArgumentException when there is no block, it does not end, or it holds no response
     */
    public static String responseIn(String body) {
        if (body.length() > MAX_BODY) {
            throw noResponse("the body is too long");
        }
        StringBuilder response = new StringBuilder();
        boolean inside = false;
        for (String untrimmed : body.lines().toList()) {
            String line = untrimmed.strip();
            if (inside && line.equals(END)) {
                return requireResponse(unpadded(response.toString()));
            }
            if (inside) {
                response.append(SPACE.matcher(line).replaceAll(""));
            }
            if (response.length() > MAX_RESPONSE) {
                throw noResponse("the block is longer than any response");
            }
            inside |= line.equals(BEGIN);
        }
        throw noResponse(inside ? "the block does not end" : "there is no block");
    }

    private static String requireResponse(String response) {
        if (!RESPONSE.matcher(response).matches()) {
            throw noResponse("the block does not hold base64url alone");
        }
        return response;
    }

    private static IllegalArgumentException noResponse(String problem) {
        return new IllegalArgumentException(
                problem + ": reply with the lines from " + BEGIN + " to " + END + " (RFC 8823 §3.2)");
    }

    /**
     * Checks the reply that a server has got. Both ways to join the parts of the token are accepted. Who sent the mail,
     * and whether that is proved, is to be checked beside it (RFC 8823 §3.2).
     *
     * @param body the part of type text/plain, decoded
     * @param part1 the first part of the token, as the server sent it by mail
     * @param part2 the second part of the token, as it stands in the challenge
     * @param accountKey the public key of the account
     * @return the problem for the challenge; empty when the reply is right
     * @throws IllegalArgumentException when a part is none that a server may send, as from {@link #keyAuthorization}
     * @throws dev.akme.json.MemberException when the key has no thumbprint
     */
    public static Optional<Problem> check(String body, String part1, String part2, Jwk accountKey) {
        String text = response(part1, part2, accountKey);
        String octets = response(keyAuthorization(part1, part2, accountKey, Concatenation.OCTETS));
        String response;
        try {
            response = responseIn(body);
        } catch (IllegalArgumentException e) {
            return Problems.malformed(String.valueOf(e.getMessage()));
        }
        return Digests.same(response, text) || Digests.same(response, octets)
                ? Optional.empty()
                : Problems.unauthorized(
                        "the reply has not the response for this challenge and account key", "RFC 8823 §3.2");
    }

    private static String requirePart1(String part1) {
        return Tokens.require("first part of the token", part1, "RFC 8823 §3.1");
    }

    private static String unpadded(String text) {
        return PADDING.matcher(text).replaceFirst("");
    }
}
