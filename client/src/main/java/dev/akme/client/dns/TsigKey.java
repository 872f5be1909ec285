package dev.akme.client.dns;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that a DNS server shares with those who may change a zone (TSIG, RFC 8945).
 *
 * <p>The secret never shows: not in {@code toString}, exceptions or messages. Immutable and safe for use by many threads.
 */
public final class TsigKey {

    private static final String DEFAULT_ALGORITHM = "hmac-sha256";

    /** What RFC 8945 §6 calls the algorithms, and what the JDK does. */
    private static final Map<String, String> ALGORITHMS = Map.of(
            "hmac-sha1",
            "HmacSHA1",
            "hmac-sha224",
            "HmacSHA224",
            DEFAULT_ALGORITHM,
            "HmacSHA256",
            "hmac-sha384",
            "HmacSHA384",
            "hmac-sha512",
            "HmacSHA512");

    private static final Pattern FILE = Pattern.compile("(?s)\\s*key\\s+(\"[^\"]*\"|[^\\s{]+)\\s*\\{(.*)}\\s*;?\\s*");
    private static final Pattern STATEMENT = Pattern.compile("\\b(algorithm|secret)\\s+(\"[^\"]*\"|[^\\s;]+)\\s*;");

    private final DnsName name;
    private final String algorithm;
    private final SecretKey secret;

    private TsigKey(DnsName name, String algorithm, SecretKey secret) {
        this.name = name;
        this.algorithm = algorithm;
        this.secret = secret;
    }

    /**
     * Makes a key for {@code hmac-sha256}.
     *
     * @param name the name by which the server knows the key
     * @param base64 the secret
     * @return the key
     * @throws IllegalArgumentException when the name is no domain name, or the secret is empty or no base64; the message
     *     quotes neither
     */
    public static TsigKey of(String name, String base64) {
        return of(name, DEFAULT_ALGORITHM, base64);
    }

    /**
     * Makes a key.
     *
     * @param name the name by which the server knows the key
     * @param algorithm {@code hmac-sha256}, {@code hmac-sha384}, {@code hmac-sha512}, {@code hmac-sha224}, or for old
     *     servers {@code hmac-sha1}
     * @param base64 the secret
     * @return the key
     * @throws IllegalArgumentException when the name is no domain name, the algorithm is another, or the secret is empty
     *     or no base64; the message quotes none of them
     */
    public static TsigKey of(String name, String algorithm, String base64) {
        String lower = algorithm.toLowerCase(Locale.ROOT);
        String known = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        String jca = ALGORITHMS.get(known);
        if (jca == null) {
            throw new IllegalArgumentException("the algorithm of the TSIG key is none of hmac-sha256, hmac-sha384,"
                    + " hmac-sha512, hmac-sha224 and hmac-sha1: make a key for one of them on the server");
        }
        return new TsigKey(keyName(name), known, new SecretKeySpec(decode(base64), jca));
    }

    private static DnsName keyName(String text) {
        try {
            return DnsName.parse(text).lowerCase();
        } catch (IllegalArgumentException e) {
            // Its message would quote the secret of somebody who mixes up the parts.
            throw new IllegalArgumentException(
                    "the name of the TSIG key is no domain name (RFC 1035 §2.3.4): give it as the server has it");
        }
    }

    /**
     * Reads a key as tools write it: {@code algorithm:name:secret} or {@code name:secret}, or the file that BIND's
     * {@code tsig-keygen} makes, {@code key "name" { algorithm hmac-sha256; secret "..."; };}.
     *
     * @param text the key
     * @return the key
     * @throws IllegalArgumentException when the text is anything else; the message does not quote it
     */
    public static TsigKey parse(String text) {
        Matcher file = FILE.matcher(text);
        if (file.matches()) {
            String algorithm = DEFAULT_ALGORITHM;
            String secret = "";
            Matcher statement = STATEMENT.matcher(file.group(2));
            while (statement.find()) {
                if (statement.group(1).equals("secret")) {
                    secret = unquoted(statement.group(2));
                } else {
                    algorithm = unquoted(statement.group(2));
                }
            }
            return of(unquoted(file.group(1)), algorithm, secret);
        }
        String[] parts = text.strip().split(":", -1);
        return switch (parts.length) {
            case 2 -> of(parts[0], parts[1]);
            case 3 -> of(parts[1], parts[0], parts[2]);
            default ->
                throw new IllegalArgumentException(
                        "the TSIG key is not of the form algorithm:name:secret, and no file of tsig-keygen either");
        };
    }

    private static String unquoted(String text) {
        // One quotation mark alone is no pair of them.
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static byte[] decode(String base64) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // Its message would quote a character of the secret.
            throw new IllegalArgumentException(
                    "the secret of the TSIG key is not base64: give it as the server has it");
        }
        if (octets.length == 0) {
            throw new IllegalArgumentException("the secret of the TSIG key is empty: give it as the server has it");
        }
        return octets;
    }

    DnsName name() {
        return name;
    }

    DnsName algorithm() {
        return DnsName.parse(algorithm);
    }

    SecretKey secret() {
        return secret;
    }

    /**
     * {@return name and algorithm; nothing of the secret}
     */
    @Override
    public String toString() {
        return "TSIG key " + name + " (" + algorithm + ")";
    }
}
