package dev.akme.ca;

import java.util.Map;

/**
 * What a CA has done since it was started. Immutable.
 *
 * @param requests how many requests there were for each resource, by its name in the directory or RFC 8555 §7.1
 * @param problems how many were refused with each type of problem, by its code such as {@code badNonce}
 * @param validations how many validations there were, by type and outcome, such as {@code http-01 valid}
 * @param certificates how many certificates were issued
 * @param revocations how many were revoked
 */
public record CaCounters(
        Map<String, Long> requests,
        Map<String, Long> problems,
        Map<String, Long> validations,
        long certificates,
        long revocations) {

    /**
     * Copies the maps.
     *
     * @param requests how many requests there were for each resource, by its name in the directory or RFC 8555 §7.1
     * @param problems how many were refused with each type of problem, by its code such as {@code badNonce}
     * @param validations how many validations there were, by type and outcome, such as {@code http-01 valid}
     * @param certificates how many certificates were issued
     * @param revocations how many were revoked
     */
    public CaCounters {
        requests = Map.copyOf(requests);
        problems = Map.copyOf(problems);
        validations = Map.copyOf(validations);
    }
}
