package dev.akme.ca.validation;

import dev.akme.challenge.DnsAccount01;
import dev.akme.challenge.KeyAuthorization;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.util.List;
import java.util.Optional;

/** Looks for the TXT record of dns-account-01 (draft-ietf-acme-dns-account-label §3). */
final class DnsAccount01Validator {

    private final DnsResolver resolver;

    DnsAccount01Validator(DnsResolver resolver) {
        this.resolver = resolver;
    }

    Optional<Problem> validate(Identifier identifier, String accountUrl, KeyAuthorization expected, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        String name = Txt.name(() -> DnsAccount01.recordName(identifier, accountUrl));
        List<List<String>> records = Lookups.txt(resolver, name, deadline);
        return DnsAccount01.check(records, expected).map(problem -> Txt.add(problem, name, records));
    }
}
