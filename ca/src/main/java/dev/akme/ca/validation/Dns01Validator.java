package dev.akme.ca.validation;

import dev.akme.challenge.Dns01;
import dev.akme.challenge.KeyAuthorization;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.util.List;
import java.util.Optional;

/** Looks for the TXT record of dns-01 (RFC 8555 §8.4). */
final class Dns01Validator {

    private final DnsResolver resolver;

    Dns01Validator(DnsResolver resolver) {
        this.resolver = resolver;
    }

    Optional<Problem> validate(Identifier identifier, KeyAuthorization expected, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        String name = Txt.name(() -> Dns01.recordName(identifier));
        List<List<String>> records = Lookups.txt(resolver, name, deadline);
        return Dns01.check(records, expected).map(problem -> Txt.add(problem, name, records));
    }
}
