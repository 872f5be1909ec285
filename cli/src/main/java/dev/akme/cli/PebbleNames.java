package dev.akme.cli;

import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsFailure;
import dev.akme.ca.validation.DnsResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Names as Pebble looks them up: without CAA, and where no DNS server is given with those in {@code /etc/hosts} and whatever
 * else this machine knows.
 *
 * @param dns whom to ask
 * @param byMachine whether addresses are those that this machine knows
 */
record PebbleNames(DnsResolver dns, boolean byMachine) implements DnsResolver {

    @Override
    public List<InetAddress> addresses(String name) throws DnsFailure, InterruptedException {
        if (!byMachine) {
            return dns.addresses(name);
        }
        try {
            return List.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    @Override
    public List<List<String>> txt(String name) throws DnsFailure, InterruptedException {
        return dns.txt(name);
    }

    @Override
    public List<CaaRecord> caa(String name) {
        return List.of();
    }
}
