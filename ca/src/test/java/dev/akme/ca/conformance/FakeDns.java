package dev.akme.ca.conformance;

import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsFailure;
import dev.akme.ca.validation.DnsResolver;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** DNS as a test writes it: every name has the loopback address, and the records that were put there. */
final class FakeDns implements DnsResolver {

    final Map<String, List<List<String>>> txt = new ConcurrentHashMap<>();
    final Map<String, List<CaaRecord>> caa = new ConcurrentHashMap<>();
    final Set<String> broken = ConcurrentHashMap.newKeySet();
    final Set<String> unknown = ConcurrentHashMap.newKeySet();
    final AtomicInteger txtLookups = new AtomicInteger();
    final AtomicInteger caaLookups = new AtomicInteger();

    /** Who looks up a TXT record says so, and waits for the gate to open. */
    volatile CountDownLatch asked = new CountDownLatch(1);

    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public List<InetAddress> addresses(String name) throws DnsFailure {
        fail(name);
        return unknown.contains(name) ? List.of() : List.of(InetAddress.getLoopbackAddress());
    }

    @Override
    public List<List<String>> txt(String name) throws DnsFailure, InterruptedException {
        txtLookups.incrementAndGet();
        asked.countDown();
        gate.await();
        fail(name);
        return txt.getOrDefault(name, List.of());
    }

    @Override
    public List<CaaRecord> caa(String name) throws DnsFailure {
        caaLookups.incrementAndGet();
        fail(name);
        return caa.getOrDefault(name, List.of());
    }

    private void fail(String name) throws DnsFailure {
        if (broken.contains(name)) {
            throw new DnsFailure("SERVFAIL for " + name, null);
        }
    }
}
