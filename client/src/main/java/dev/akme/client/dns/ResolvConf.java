package dev.akme.client.dns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file in which Unix systems keep the addresses of their resolvers. */
final class ResolvConf {

    static final Path SYSTEM = Path.of("/etc/resolv.conf");

    /** The system's own resolver looks at no more either. */
    private static final int MAX_SERVERS = 3;

    private static final String WHAT_TO_DO = ": give the address of a resolver, with DnsClient.builder().resolver(...)";

    private ResolvConf() {}

    static List<ServerAddress> read(Path file) throws DnsException {
        List<ServerAddress> servers = new ArrayList<>();
        for (String line : lines(file)) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 2 && words[0].equals("nameserver") && servers.size() < MAX_SERVERS) {
                servers.add(new ServerAddress(words[1], ServerAddress.PORT));
            }
        }
        if (servers.isEmpty()) {
            throw new DnsException(file + " names no resolver" + WHAT_TO_DO, null);
        }
        return servers;
    }

    private static List<String> lines(Path file) throws DnsException {
        try {
            // Comments may be in any encoding, and must not hinder.
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new DnsException("no resolver is known, as " + file + " cannot be read" + WHAT_TO_DO, e);
        }
    }
}
