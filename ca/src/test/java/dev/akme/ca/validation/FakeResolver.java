package dev.akme.ca.validation;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A DNS of one's own. */
final class FakeResolver implements DnsResolver {

    private final Map<String, List<InetAddress>> addresses = new ConcurrentHashMap<>();
    private final Map<String, List<List<String>>> texts = new ConcurrentHashMap<>();
    private final Map<String, List<CaaRecord>> caas = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    /** What was asked for, such as {@code "CAA example.org"}. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    FakeResolver address(String name, String... texts) {
        addresses.put(name, Arrays.stream(texts).map(Samples::address).toList());
        return this;
    }

    FakeResolver txt(String name, String... values) {
        texts.put(name, Arrays.stream(values).map(List::of).toList());
        return this;
    }

    FakeResolver txt(String name, List<String> strings) {
        texts.put(name, List.of(strings));
        return this;
    }

    FakeResolver caa(String name, CaaRecord... records) {
        caas.put(name, List.of(records));
        return this;
    }

    /** Lets a lookup fail. */
    FakeResolver fail(String question) {
        broken.add(question);
        return this;
    }

    @Override
    public List<InetAddress> addresses(String name) throws DnsFailure {
        return answer("A", name, addresses);
    }

    @Override
    public List<List<String>> txt(String name) throws DnsFailure {
        return answer("TXT", name, texts);
    }

    @Override
    public List<CaaRecord> caa(String name) throws DnsFailure {
        return answer("CAA", name, caas);
    }

    private <T> List<T> answer(String type, String name, Map<String, List<T>> answers) throws DnsFailure {
        String question = type + " " + name;
        asked.add(question);
        if (broken.contains(question)) {
            throw new DnsFailure(question + ": SERVFAIL", null);
        }
        return answers.getOrDefault(name, List.of());
    }
}
