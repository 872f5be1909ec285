package dev.akme.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A public CA, as of November 2026: where its directory is, and what is particular about it. CAs change; their own pages say
 * more.
 *
 * @param name a short name, in lower case
 * @param url the URL of the directory
 * @param isTest whether its certificates are trusted by nobody, for trying things out
 * @param needsExternalAccount whether an account needs an external account binding (RFC 8555 §7.3.4)
 * @param remarks what a user has to know; may be empty
 */
public record KnownDirectory(String name, URI url, boolean isTest, boolean needsExternalAccount, String remarks) {

    private static final List<KnownDirectory> ALL = List.of(
            known(
                    "letsencrypt",
                    "https://acme-v02.api.letsencrypt.org/directory",
                    false,
                    "Has profiles and renewal information. No notBefore and notAfter, no list of orders, no EdDSA keys."),
            test(
                    "letsencrypt-staging",
                    "https://acme-staging-v02.api.letsencrypt.org/directory",
                    false,
                    "Has generous limits. For trying out what goes to letsencrypt later."),
            known(
                    "zerossl",
                    "https://acme.zerossl.com/v2/DV90",
                    true,
                    "Signs slowly at times, and then asks for long pauses. Nothing may be added to the URL."),
            known(
                    "google",
                    "https://dv.acme-v02.api.pki.goog/directory",
                    true,
                    "Takes HS256 alone for the external account, each of whose keys is good for one account, and wants a"
                            + " contact."),
            test(
                    "google-staging",
                    "https://dv.acme-v02.test-api.pki.goog/directory",
                    true,
                    "Has external accounts of its own."),
            known(
                    "ssl.com-ecc",
                    "https://acme.ssl.com/sslcom-dv-ecc",
                    true,
                    "For certificates with EC keys. Does not say in its directory that it needs an external account."),
            known(
                    "ssl.com-rsa",
                    "https://acme.ssl.com/sslcom-dv-rsa",
                    true,
                    "For certificates with RSA keys. Does not say in its directory that it needs an external account."),
            known("actalis", "https://acme-api.actalis.com/acme/directory", true, ""),
            known(
                    "buypass",
                    "https://api.buypass.com/acme/directory",
                    false,
                    "Ended its service for ACME on 15 April 2026: move to another CA."));

    private static KnownDirectory known(String name, String url, boolean needsExternalAccount, String remarks) {
        return new KnownDirectory(name, URI.create(url), false, needsExternalAccount, remarks);
    }

    private static KnownDirectory test(String name, String url, boolean needsExternalAccount, String remarks) {
        return new KnownDirectory(name, URI.create(url), true, needsExternalAccount, remarks);
    }

    /**
     * {@return all that are known}
     */
    public static List<KnownDirectory> all() {
        return ALL;
    }

    /**
     * Finds one by its name.
     *
     * @param name the name; upper and lower case are the same
     * @return the CA; empty when there is none of that name
     */
    public static Optional<KnownDirectory> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(known -> known.name.equals(wanted)).findFirst();
    }
}
