package dev.akme.ca.validation;

import dev.akme.challenge.DnsPersist01;
import dev.akme.messages.DnsPersist01Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Looks for the TXT record of dns-persist-01 (draft-ietf-acme-dns-persist §4). */
final class DnsPersist01Validator {

    private final DnsResolver resolver;
    private final Clock clock;

    DnsPersist01Validator(DnsResolver resolver, Clock clock) {
        this.resolver = resolver;
        this.clock = clock;
    }

    Optional<Problem> validate(
            Identifier identifier,
            boolean wildcard,
            DnsPersist01Challenge challenge,
            String accountUrl,
            Deadline deadline)
            throws ValidationFailure, InterruptedException {
        String name = Txt.name(() -> DnsPersist01.recordName(identifier));
        List<List<String>> records = Lookups.txt(resolver, name, deadline);
        return DnsPersist01.check(records, challenge, accountUrl, wildcard, clock.instant())
                .map(problem -> Txt.add(problem, name, records));
    }
}
