package dev.akme.challenge;

import dev.akme.messages.DnsPersist01Challenge;
import dev.akme.messages.DnsPersistRecord;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The challenge {@code dns-persist-01}: a TXT record that stays, and says which account at which CA may have certificates
 * (draft-ietf-acme-dns-persist §4). It has neither token nor key authorization.
 *
 * <p>The record names the URL of the account, as the versions 00 and 01 of the draft have it and as servers check it.
 * Version 02 wants a digest in its place, which nothing here makes or checks.
 */
public final class DnsPersist01 {

    private static final String LABEL = "_validation-persist";
    private static final String SECTION = "draft-ietf-acme-dns-persist §4";

    /** Whoever fills a name with bad records gets no long problem for it. */
    private static final int MAX_REASONS = 5;

    private DnsPersist01() {}

    /**
     * Gives the name of the TXT record.
     *
     * @param identifier a domain name; of a wildcard, the name below it is taken
     * @return the name in lower case, without a final dot
     * @throws IllegalArgumentException when the identifier is of another type or an onion name, or no record name of its
     *     length is possible
     * @throws dev.akme.json.MemberException when its value is no domain name
     */
    public static String recordName(Identifier identifier) {
        return Names.record(LABEL + '.', identifier, "dns-persist-01", SECTION);
    }

    /**
     * Makes the record that answers a challenge, for the name itself and without end.
     *
     * @param challenge the challenge, of whose issuer domain names the first is taken
     * @param accountUrl the client's own account URL, taken when the challenge names none as in the first draft
     * @return the record
     * @throws IllegalArgumentException when the challenge has no issuer domain name, or more than
     *     {@value DnsPersist01Challenge#MAX_ISSUER_DOMAIN_NAMES}, or what it has cannot stand in a record
     * @throws dev.akme.json.MemberException when its issuer domain names are not an array of strings
     */
    public static DnsPersistRecord record(DnsPersist01Challenge challenge, String accountUrl) {
        return record(challenge, accountUrl, false, Optional.empty());
    }

    /**
     * Makes the record that answers a challenge.
     *
     * @param challenge the challenge, of whose issuer domain names the first is taken
     * @param accountUrl the client's own account URL, taken when the challenge names none as in the first draft
     * @param wildcard whether wildcard names and subdomains are included
     * @param persistUntil when the record ends to count; fractions of a second are dropped
     * @return the record
     * @throws IllegalArgumentException as from {@link #record(DnsPersist01Challenge, String)}
     * @throws dev.akme.json.MemberException when its issuer domain names are not an array of strings
     */
    public static DnsPersistRecord record(
            DnsPersist01Challenge challenge, String accountUrl, boolean wildcard, Optional<Instant> persistUntil) {
        List<String> issuers = challenge.issuerDomainNames();
        if (issuers.isEmpty() || issuers.size() > DnsPersist01Challenge.MAX_ISSUER_DOMAIN_NAMES) {
            throw new IllegalArgumentException("the challenge has " + issuers.size() + " issuer domain names, 1 to "
                    + DnsPersist01Challenge.MAX_ISSUER_DOMAIN_NAMES
                    + " are allowed: refuse it (draft-ietf-acme-dns-persist §3.1)");
        }
        return new DnsPersistRecord(issuers.get(0), challenge.accountUri().orElse(accountUrl), wildcard, persistUntil);
    }

    /**
     * Checks the TXT records that a server has found. One must be right; others may stand beside it, such as those for
     * other CAs, which are ignored even when they are malformed.
     *
     * @param records the records, each a list of character-strings
     * @param challenge the challenge: its issuer domain names, and the account URL if it has one
     * @param accountUrl the URL of the account that wants the certificate, always accepted in the record; compared, as is
     *     that of the challenge, letter for letter
     * @param wildcard whether the record must include wildcard names and subdomains: for a wildcard, and where the record
     *     stands at a name above that of the certificate
     * @param now the time of the check; a record counts until and at its {@code persistUntil}
     * @return the problem for the challenge; empty when a record is right. It is malformed when a record of this CA
     *     cannot be read, and unauthorized when none is there or none allows the account
     */
    public static Optional<Problem> check(
            List<List<String>> records,
            DnsPersist01Challenge challenge,
            String accountUrl,
            boolean wildcard,
            Instant now) {
        List<String> issuers = challenge.issuerDomainNames().stream()
                .map(DnsPersist01::normalized)
                .toList();
        List<String> malformed = new ArrayList<>();
        List<String> unauthorized = new ArrayList<>();
        int number = 0;
        for (String text : TxtRecords.joined(records)) {
            number++;
            if (!issuers.contains(normalized(issuerOf(text)))) {
                continue;
            }
            String place = "TXT record " + number + " of " + records.size() + ": ";
            try {
                DnsPersistRecord record = DnsPersistRecord.parse(text);
                Optional<String> refusal = refusal(record, challenge, accountUrl, wildcard, now);
                if (refusal.isEmpty()) {
                    return Optional.empty();
                }
                unauthorized.add(place + refusal.get());
            } catch (IllegalArgumentException e) {
                malformed.add(place + e.getMessage());
            }
        }
        if (!malformed.isEmpty()) {
            return Problems.malformed(joined(malformed));
        }
        return Problems.unauthorized(
                unauthorized.isEmpty() ? noneFound(records.size()) : joined(unauthorized), SECTION);
    }

    private static Optional<String> refusal(
            DnsPersistRecord record,
            DnsPersist01Challenge challenge,
            String accountUrl,
            boolean wildcard,
            Instant now) {
        if (!record.accountUri().equals(accountUrl)
                && !challenge.accountUri().filter(record.accountUri()::equals).isPresent()) {
            return Optional.of("accounturi is not, letter for letter, that of the account");
        }
        if (wildcard && !record.wildcard()) {
            return Optional.of("it has no policy=wildcard, which wildcard names and subdomains need");
        }
        if (record.persistUntil().filter(now::isAfter).isPresent()) {
            return Optional.of("its persistUntil is over");
        }
        return Optional.empty();
    }

    private static String joined(List<String> reasons) {
        return reasons.stream().limit(MAX_REASONS).collect(Collectors.joining("; "));
    }

    private static String noneFound(int records) {
        return records == 0
                ? "there is no TXT record at the name with " + LABEL + " in front: publish it"
                : "none of the TXT records at the name with " + LABEL + " in front, " + records
                        + " in number, begins with an issuer domain name of this challenge";
    }

    /** What a record says first, were it well-formed or not: whether it is for this CA decides who has to care. */
    private static String issuerOf(String text) {
        int semicolon = text.indexOf(';');
        return (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
    }

    private static String normalized(String issuer) {
        String lower = issuer.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
