package dev.akme.ca.validation;

import dev.akme.messages.CaaValue;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks whether the owner of a name lets this CA issue (RFC 8659, RFC 8657). */
final class Caa {

    private static final String ISSUE = "issue";
    private static final String ISSUEWILD = "issuewild";

    /** Properties of which is known that they say nothing about such certificates as this CA issues. */
    private static final Set<String> OF_NO_CONCERN =
            Set.of("iodef", "issuemail", "issuevmc", "contactemail", "contactphone");

    private final List<String> identities;
    private final DnsResolver resolver;

    Caa(ValidationSettings settings, DnsResolver resolver) {
        this.identities = settings.caaIdentities();
        this.resolver = resolver;
    }

    /** The problem with issuing; empty when there is none, or when CAA has no say. */
    Optional<Problem> check(
            Identifier identifier, boolean wildcard, ChallengeType method, String accountUrl, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        if (!identifier.type().equals(IdentifierType.DNS)) {
            return Optional.empty();
        }
        boolean isWildcard = wildcard || identifier.isWildcard();
        String name = identifier.value().toLowerCase(Locale.ROOT);
        name = identifier.isWildcard() ? name.substring(2) : name;
        // From the name itself up to, and with, the top-level domain: the nearest that has records decides alone.
        while (!name.isEmpty()) {
            List<CaaRecord> records = Lookups.caa(resolver, name, deadline);
            if (!records.isEmpty()) {
                return check(records, name, isWildcard, method, accountUrl);
            }
            int dot = name.indexOf('.');
            name = dot < 0 ? "" : name.substring(dot + 1);
        }
        return Optional.empty();
    }

    private Optional<Problem> check(
            List<CaaRecord> records, String name, boolean wildcard, ChallengeType method, String accountUrl) {
        for (CaaRecord each : records) {
            if (each.critical() && !is(each, ISSUE) && !is(each, ISSUEWILD) && !isOfNoConcern(each)) {
                return refuse("the CAA records of " + name + " have a critical property that this CA does not know, "
                        + Excerpt.of(each.tag()));
            }
        }
        List<String> values = values(records, ISSUE);
        if (wildcard) {
            List<String> wild = values(records, ISSUEWILD);
            values = wild.isEmpty() ? values : wild;
        }
        // With neither, such as with iodef alone, nobody is kept from issuing (RFC 8659 §4.2, §4.3).
        if (values.isEmpty()
                || values.stream().map(CaaValue::parse).anyMatch(value -> allows(value, method, accountUrl))) {
            return Optional.empty();
        }
        return refuse("the CAA records of " + name + " do not let "
                + (identities.isEmpty() ? "a CA without a name in them" : String.join(", ", identities))
                + " issue to this account by " + method.value() + ": they have " + Excerpt.of(values));
    }

    private static boolean is(CaaRecord caaRecord, String tag) {
        return caaRecord.tag().equalsIgnoreCase(tag);
    }

    private static boolean isOfNoConcern(CaaRecord caaRecord) {
        return OF_NO_CONCERN.contains(caaRecord.tag().toLowerCase(Locale.ROOT));
    }

    private static List<String> values(List<CaaRecord> records, String tag) {
        return records.stream()
                .filter(each -> is(each, tag))
                .map(CaaRecord::value)
                .toList();
    }

    private boolean allows(CaaValue value, ChallengeType method, String accountUrl) {
        return !value.isUnsatisfiable()
                && identities.contains(value.issuer().toLowerCase(Locale.ROOT))
                && value.accountUri().map(accountUrl::equals).orElse(true)
                && value.validationMethods()
                        .map(methods -> methods.contains(method.value()))
                        .orElse(true);
    }

    private static Optional<Problem> refuse(String detail) {
        return Optional.of(Problem.of(ProblemType.CAA, detail));
    }
}
