package dev.akme.ca.validation;

import dev.akme.messages.ProblemType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;

/** Lookups that end in a problem instead of an exception, and do not begin when the time is over. */
final class Lookups {

    private Lookups() {}

    /** IPv6 first, whatever order the resolver has. */
    static List<InetAddress> addresses(DnsResolver resolver, String name, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        return ask(name, deadline, resolver::addresses).stream()
                .sorted(Comparator.comparing(Inet4Address.class::isInstance))
                .toList();
    }

    static List<List<String>> txt(DnsResolver resolver, String name, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        return ask(name, deadline, resolver::txt);
    }

    static List<CaaRecord> caa(DnsResolver resolver, String name, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        return ask(name, deadline, resolver::caa);
    }

    /** One of the questions that resolvers answer. */
    private interface Question<T> {
        T ask(String name) throws DnsFailure, InterruptedException;
    }

    private static <T> T ask(String name, Deadline deadline, Question<T> question)
            throws ValidationFailure, InterruptedException {
        if (deadline.isOver()) {
            throw ValidationFailure.of(ProblemType.DNS, "the time was over before " + name + " was looked up");
        }
        try {
            return question.ask(name);
        } catch (DnsFailure e) {
            throw ValidationFailure.of(ProblemType.DNS, "looking up " + name + " failed: " + Excerpt.of(e));
        }
    }
}
