package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What accounts and the requests about them share: contact URLs (RFC 8555 §7.3). */
final class Contacts {

    private static final String EMAIL = "mailto:";
    private static final String PHONE = "tel:";

    private Contacts() {}

    /** The addresses of those that are mail addresses, the rest of the URL as it is. */
    static List<String> emails(List<String> contact) {
        return without(EMAIL, contact);
    }

    static List<String> phones(List<String> contact) {
        return without(PHONE, contact);
    }

    private static List<String> without(String prefix, List<String> contact) {
        return contact.stream()
                .filter(url -> url.regionMatches(true, 0, prefix, 0, prefix.length()))
                .map(url -> url.substring(prefix.length()))
                .toList();
    }

    /** The URLs of one or more mail addresses with commas between them. */
    static List<String> ofEmails(String addresses) {
        List<String> urls = new ArrayList<>();
        for (String address : addresses.split(",", -1)) {
            String stripped = address.strip();
            if (isEmail(stripped) || !isOneAddress(EMAIL + stripped)) {
                throw new IllegalArgumentException(
                        "not an e-mail address: give local@domain, without mailto: (RFC 8555 §7.3)");
            }
            urls.add(EMAIL + stripped);
        }
        return urls;
    }

    static String ofPhone(String number) {
        String stripped = number.strip();
        if (stripped.isEmpty() || !stripped.chars().allMatch(c -> "+-.();=".indexOf(c) >= 0 || isLetterOrDigit(c))) {
            throw new IllegalArgumentException(
                    "not a telephone number: give it as +1-201-555-0123, without blanks and tel: (RFC 3966 §3)");
        }
        return PHONE + stripped;
    }

    /** Adds the rules about contacts to the schema of an object that has them. */
    static <T extends AcmeObject> void rules(Rules<T> rules, Field<List<String>> contact) {
        rules.rule(
                        Severity.ERROR,
                        rules.object() + "/contact-url",
                        "RFC 8555 §7.1.2",
                        "a contact is not an absolute URL",
                        "send a URL with its scheme, such as mailto:pki@example.org",
                        o -> places(o, contact, url -> !ChallengeText.isAbsoluteUrl(url)))
                .rule(
                        Severity.ERROR,
                        rules.object() + "/contact-mailto",
                        "RFC 8555 §7.3",
                        "a mailto URL has header fields, or not exactly one address",
                        "send a mailto URL for each address, and nothing after it",
                        o -> places(
                                o,
                                contact,
                                url -> ChallengeText.isAbsoluteUrl(url) && isEmail(url) && !isOneAddress(url)));
    }

    private static List<String> places(AcmeObject object, Field<List<String>> contact, Predicate<String> bad) {
        List<String> found = new ArrayList<>();
        List<String> urls = Members.of(object).peek(contact).orElse(List.of());
        for (int i = 0; i < urls.size(); i++) {
            if (bad.test(urls.get(i))) {
                found.add("/" + contact.name() + "/" + i);
            }
        }
        return found;
    }

    private static boolean isLetterOrDigit(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static boolean isEmail(String url) {
        return url.regionMatches(true, 0, EMAIL, 0, EMAIL.length());
    }

    // RFC 6068 §2: characters with a meaning of their own are percent-encoded inside an address.
    private static boolean isOneAddress(String url) {
        String address = url.substring(EMAIL.length());
        int at = address.lastIndexOf('@');
        return at > 0 && at < address.length() - 1 && address.chars().noneMatch(c -> c == ',' || c == '?' || c == '#');
    }
}
