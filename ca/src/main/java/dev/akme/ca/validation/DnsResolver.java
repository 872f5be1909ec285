package dev.akme.ca.validation;

import java.net.InetAddress;
import java.util.List;

/** Where validators get DNS records from. Aliases (CNAME) are followed. Safe for use by many threads. */
public interface DnsResolver {

    /**
     * Looks up the addresses of a name.
     *
     * @param name a domain name without trailing dot
     * @return all of them, IPv6 first; empty when the name has none or is not there
     * @throws DnsFailure when there is no answer
     * @throws InterruptedException when the thread is interrupted
     */
    List<InetAddress> addresses(String name) throws DnsFailure, InterruptedException;

    /**
     * Looks up the TXT records of a name.
     *
     * @param name a domain name without trailing dot
     * @return the strings of each record; empty when the name has none or is not there
     * @throws DnsFailure when there is no answer
     * @throws InterruptedException when the thread is interrupted
     */
    List<List<String>> txt(String name) throws DnsFailure, InterruptedException;

    /**
     * Looks up the CAA records of this very name (RFC 8659 §4), not of those above it.
     *
     * @param name a domain name without trailing dot
     * @return the records; empty when the name has none or is not there
     * @throws DnsFailure when there is no answer
     * @throws InterruptedException when the thread is interrupted
     */
    List<CaaRecord> caa(String name) throws DnsFailure, InterruptedException;
}
