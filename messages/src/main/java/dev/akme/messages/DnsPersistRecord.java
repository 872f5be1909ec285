package dev.akme.messages;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The TXT record of the challenge type {@code dns-persist-01}: says, once and for longer, which account at which CA may
 * have certificates for a name (draft-ietf-acme-dns-persist §4). Its form is that of a {@link CaaValue}.
 *
 * @param issuer the issuer domain name, one of those that the challenge offers; lower case, no dot at the end
 * @param accountUri the account's URL, compared octet by octet
 * @param wildcard whether wildcard names and subdomains are included, {@code policy=wildcard}
 * @param persistUntil when the record ends to count, whole seconds; empty when it does not end
 */
public record DnsPersistRecord(String issuer, String accountUri, boolean wildcard, Optional<Instant> persistUntil) {

    private static final String SECTION = "draft-ietf-acme-dns-persist §4";
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,18}");

    /** One character-string of a TXT record holds no more octets (RFC 1035 §3.3). */
    private static final int MAX_STRING = 255;

    /**
     * Makes a record.
     *
     * @param issuer the issuer domain name; written in lower case and without a dot at the end
     * @param accountUri the account's URL as the server gave it
     * @param wildcard whether wildcard names and subdomains are included
     * @param persistUntil when the record ends to count; fractions of a second are dropped
     * @throws IllegalArgumentException when the issuer is not a domain name, or the URL cannot stand in such a record
     */
    public DnsPersistRecord {
        issuer = issuer.toLowerCase(Locale.ROOT);
        issuer = issuer.endsWith(".") ? issuer.substring(0, issuer.length() - 1) : issuer;
        if (issuer.isEmpty()) {
            throw refuse("there is no issuer domain name");
        }
        if (accountUri.isEmpty()) {
            throw refuse("accounturi is empty");
        }
        CaaValue.of(issuer, new CaaValue.Parameter("accounturi", accountUri));
        persistUntil = persistUntil.map(time -> Instant.ofEpochSecond(time.getEpochSecond()));
    }

    /**
     * Makes a record for the names themselves, without end.
     *
     * @param issuer the issuer domain name
     * @param accountUri the account's URL as the server gave it
     * @return the record
     * @throws IllegalArgumentException when the issuer is not a domain name, or the URL cannot stand in such a record
     */
    public static DnsPersistRecord of(String issuer, String accountUri) {
        return new DnsPersistRecord(issuer, accountUri, false, Optional.empty());
    }

    /**
     * Reads the text of a record.
     *
     * @param text the character-strings of the record, joined without anything between
     * @return the record; unknown parameters and unknown policies count for nothing
     * @throws IllegalArgumentException when the text does not follow the grammar, lacks issuer or {@code accounturi},
     *     repeats a parameter, or has no number in {@code persistUntil}
     */
    public static DnsPersistRecord parse(String text) {
        CaaValue value = CaaValue.parse(text);
        if (value.malformed()) {
            throw refuse("the text does not follow the grammar of RFC 8659 §4.2");
        }
        String accountUri = one(value, "accounturi").orElseThrow(() -> refuse("accounturi is missing"));
        boolean wildcard =
                one(value, "policy").filter("wildcard"::equalsIgnoreCase).isPresent();
        Optional<Instant> until = one(value, "persistUntil").map(DnsPersistRecord::seconds);
        return new DnsPersistRecord(value.issuer(), accountUri, wildcard, until);
    }

    private static Optional<String> one(CaaValue value, String tag) {
        List<String> values = value.values(tag);
        if (values.size() > 1) {
            throw refuse(tag + " is repeated");
        }
        return values.stream().findFirst();
    }

    private static Instant seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw refuse("persistUntil is not a number of seconds");
        }
        try {
            return Instant.ofEpochSecond(Long.parseLong(text));
        } catch (DateTimeException e) {
            throw refuse("persistUntil is out of range");
        }
    }

    private static IllegalArgumentException refuse(String problem) {
        return new IllegalArgumentException(problem + " (" + SECTION + ")");
    }

    /**
     * {@return the text cut into character-strings of at most 255 octets, as they go into the TXT record}
     */
    public List<String> strings() {
        String text = toString();
        List<String> strings = new ArrayList<>();
        for (int at = 0; at < text.length(); at += MAX_STRING) {
            strings.add(text.substring(at, Math.min(text.length(), at + MAX_STRING)));
        }
        return List.copyOf(strings);
    }

    /**
     * {@return the strings in quotes with spaces between, as a zone file has them (RFC 1035 §5.1)}
     */
    public String zoneFileText() {
        List<String> quoted = new ArrayList<>();
        for (String string : strings()) {
            quoted.add('"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return String.join(" ", quoted);
    }

    /**
     * {@return the text of the record in one piece}
     */
    @Override
    public String toString() {
        return issuer + "; accounturi=" + accountUri
                + (wildcard ? "; policy=wildcard" : "")
                + persistUntil
                        .map(time -> "; persistUntil=" + time.getEpochSecond())
                        .orElse("");
    }
}
