package dev.akme.ca;

import dev.akme.messages.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Which contacts an account may have (RFC 8555 §7.3). */
final class Contacts {

    private static final String SCHEME = "mailto";

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";

    /** What RFC 6068 §2 leaves of an addr-spec, and a domain name; what is beyond that, no mail server takes anyway. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!$&'*+=_~%-]+@" + LABEL + "(?:\\." + LABEL + ")*");

    private Contacts() {}

    static void check(List<String> contact) {
        if (contact.size() > Settings.MAX_CONTACTS) {
            throw Refuse.malformed("contact has " + contact.size() + " URLs, " + Settings.MAX_CONTACTS
                    + " are allowed (RFC 8555 §7.3)");
        }
        for (int i = 0; i < contact.size(); i++) {
            check(contact.get(i), "contact " + (i + 1));
        }
    }

    private static void check(String url, String which) {
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(url)) {
            throw invalid(which + " has characters outside of ASCII");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw invalid(which + " is not a URL");
        }
        if (uri.getScheme() == null) {
            throw invalid(which + " is not a URL with a scheme: send mailto:local@domain");
        }
        if (!uri.getScheme().equalsIgnoreCase(SCHEME)) {
            throw Refuse.with(
                    ProblemType.UNSUPPORTED_CONTACT,
                    which + " is not a mailto URL, the only kind that is supported here");
        }
        String address = url.substring(SCHEME.length() + 1);
        if (address.indexOf('?') >= 0 || address.indexOf('#') >= 0 || address.indexOf(',') >= 0) {
            throw invalid(which + " has more than one address: no ?, # and comma are allowed");
        }
        if (!ADDRESS.matcher(address).matches()) {
            throw invalid(which + " is not a mail address: send mailto:local@domain");
        }
    }

    private static RuntimeException invalid(String detail) {
        return Refuse.with(ProblemType.INVALID_CONTACT, detail + " (RFC 8555 §7.3)");
    }
}
