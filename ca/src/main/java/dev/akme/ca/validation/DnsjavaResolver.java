package dev.akme.ca.validation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks recursive servers with the means of dnsjava, of which only messages and sockets are used: it caches nothing. */
final class DnsjavaResolver implements DnsResolver {

    private static final int ATTEMPTS_PER_SERVER = 2;
    private static final int MAX_ALIASES = 10;
    private static final int CRITICAL = 0x80;

    private final List<InetSocketAddress> servers;
    private final Duration timeout;

    DnsjavaResolver(List<InetSocketAddress> servers, Duration timeout) {
        this.servers = servers;
        this.timeout = timeout;
    }

    @Override
    public List<InetAddress> addresses(String name) throws DnsFailure, InterruptedException {
        // Half of the time each: name servers that leave AAAA unanswered are known, and A is still to be asked for.
        Duration half = timeout.dividedBy(2);
        List<InetAddress> addresses = new ArrayList<>();
        DnsFailure failure = null;
        for (int type : new int[] {Type.AAAA, Type.A}) {
            try {
                for (Record each : lookup(name, type, Deadline.in(half))) {
                    if (each instanceof AAAARecord aaaa) {
                        addresses.add(aaaa.getAddress());
                    } else if (each instanceof ARecord a) {
                        addresses.add(a.getAddress());
                    }
                }
            } catch (DnsFailure e) {
                failure = e;
            }
        }
        if (addresses.isEmpty() && failure != null) {
            throw failure;
        }
        return List.copyOf(addresses);
    }

    @Override
    public List<List<String>> txt(String name) throws DnsFailure, InterruptedException {
        List<List<String>> texts = new ArrayList<>();
        for (Record each : lookup(name, Type.TXT, Deadline.in(timeout))) {
            if (each instanceof TXTRecord txt) {
                List<String> strings = new ArrayList<>();
                for (Object octets : txt.getStringsAsByteArrays()) {
                    strings.add(text((byte[]) octets));
                }
                texts.add(List.copyOf(strings));
            }
        }
        return List.copyOf(texts);
    }

    /** dnsjava reads no tags with upper-case letters, which RFC 8659 §4.1 advises against: they count as no answer. */
    @Override
    public List<CaaRecord> caa(String name) throws DnsFailure, InterruptedException {
        List<CaaRecord> records = new ArrayList<>();
        for (Record each : lookup(name, Type.CAA, Deadline.in(timeout))) {
            if (each instanceof CAARecord caa) {
                records.add(
                        new CaaRecord((caa.getFlags() & CRITICAL) != 0, caa.getTag(), text(caa.getValueAsByteArray())));
            }
        }
        return List.copyOf(records);
    }

    /** One character for each octet: what is compared with it is ASCII. */
    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** The records of that type at the end of all aliases. */
    private List<Record> lookup(String name, int type, Deadline deadline) throws DnsFailure, InterruptedException {
        Name at = parse(name);
        Set<Name> seen = new HashSet<>(Set.of(at));
        while (true) {
            Name asked = at;
            List<Record> answer = ask(asked, type, deadline).getSection(Section.ANSWER);
            List<Record> found = matching(answer, at, type);
            List<Record> aliases = matching(answer, at, Type.CNAME);
            // Recursive servers give the whole way to the end at once, others one step.
            while (found.isEmpty() && !aliases.isEmpty()) {
                at = ((CNAMERecord) aliases.get(0)).getTarget();
                if (!seen.add(at)) {
                    throw failure(name, type, "the aliases go in a circle", null);
                }
                if (seen.size() > MAX_ALIASES + 1) {
                    throw failure(name, type, "more than " + MAX_ALIASES + " aliases", null);
                }
                found = matching(answer, at, type);
                aliases = matching(answer, at, Type.CNAME);
            }
            if (!found.isEmpty() || at.equals(asked)) {
                return found;
            }
        }
    }

    private static List<Record> matching(List<Record> records, Name name, int type) {
        return records.stream()
                .filter(each -> each.getType() == type && each.getName().equals(name))
                .toList();
    }

    private static Name parse(String name) throws DnsFailure {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException e) {
            throw new DnsFailure("the name is none that the DNS can have", e);
        }
    }

    /** The answer of the first server that has one. That there is no such name is an answer. */
    private Message ask(Name name, int type, Deadline deadline) throws DnsFailure, InterruptedException {
        DnsFailure failure = null;
        int attempts = servers.size() * ATTEMPTS_PER_SERVER;
        for (int i = 0; i < attempts && !deadline.isOver(); i++) {
            Duration share = deadline.left().dividedBy(attempts - i);
            try {
                Message answer = send(servers.get(i % servers.size()), name, type, share);
                int rcode = answer.getRcode();
                if (rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN) {
                    return answer;
                }
                failure = failure(name, type, Rcode.string(rcode), null);
            } catch (TimeoutException e) {
                failure = failure(name, type, "no answer in time", e);
            } catch (ExecutionException e) {
                failure = failure(name, type, Excerpt.of(e.getCause() == null ? e : e.getCause()), e);
            }
        }
        throw failure == null ? failure(name, type, "no answer in time", null) : failure;
    }

    private static Message send(InetSocketAddress server, Name name, int type, Duration timeout)
            throws ExecutionException, InterruptedException, TimeoutException {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(timeout);
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        CompletableFuture<Message> answer = resolver.sendAsync(query).toCompletableFuture();
        try {
            // By TCP, when it comes to that, the same time begins again.
            return answer.get(timeout.toMillis() + 1, TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private static DnsFailure failure(Object name, int type, String reason, @Nullable Throwable cause) {
        String text = name.toString();
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return new DnsFailure(Type.string(type) + " of " + bare + ": " + reason, cause);
    }
}
