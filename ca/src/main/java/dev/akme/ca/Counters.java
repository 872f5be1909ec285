package dev.akme.ca;

import dev.akme.messages.ChallengeType;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a CA does. Safe for use by many threads. */
final class Counters {

    private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> problems = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> validations = new ConcurrentHashMap<>();
    private final LongAdder certificates = new LongAdder();
    private final LongAdder revocations = new LongAdder();

    void request(String resource) {
        add(requests, resource);
    }

    void problem(ProblemType type) {
        add(problems, type.code().orElse(type.value()));
    }

    void validation(ChallengeType type, Optional<Problem> problem) {
        add(validations, type + (problem.isPresent() ? " invalid" : " valid"));
    }

    void issued() {
        certificates.increment();
    }

    void revoked() {
        revocations.increment();
    }

    private static void add(Map<String, LongAdder> counters, String name) {
        counters.computeIfAbsent(name, absent -> new LongAdder()).increment();
    }

    CaCounters now() {
        return new CaCounters(sums(requests), sums(problems), sums(validations), certificates.sum(), revocations.sum());
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((name, adder) -> sums.put(name, adder.sum()));
        return sums;
    }
}
