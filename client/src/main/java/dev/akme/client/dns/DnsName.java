package dev.akme.client.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A domain name: labels of octets (RFC 1035 §3.1). Names are equal when they differ only in the case of ASCII letters. */
final class DnsName {

    static final DnsName ROOT = new DnsName(List.of());

    static final int MAX_LABEL = 63;
    static final int MAX_OCTETS = 255;

    /** Each character is an octet. */
    private final List<String> labels;

    private DnsName(List<String> labels) {
        this.labels = labels;
    }

    /** A name of labels that were read, where each character is an octet and the lengths are already right. */
    static DnsName ofLabels(List<String> labels) {
        return new DnsName(List.copyOf(labels));
    }

    /**
     * Reads a name as people write it, with or without a final dot. Names that are made here need no escapes, so that a
     * backslash is refused like everything else that is not ASCII and visible.
     *
     * @throws IllegalArgumentException when it is no name
     */
    static DnsName parse(String text) {
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (bare.isEmpty()) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("the domain name is empty");
            }
            return ROOT;
        }
        List<String> labels = List.of(bare.split("\\.", -1));
        for (String label : labels) {
            if (!label.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '"')) {
                throw new IllegalArgumentException("a domain name has characters other than visible ASCII:"
                        + " write names in other scripts as A-labels (RFC 5890 §2.3.2.1)");
            }
            if (label.isEmpty() || label.length() > MAX_LABEL) {
                throw new IllegalArgumentException(text + " is no domain name: a label is empty or has more than "
                        + MAX_LABEL + " octets (RFC 1035 §2.3.4)");
            }
        }
        if (bare.length() + 2 > MAX_OCTETS) {
            throw new IllegalArgumentException(
                    "a domain name has more than " + MAX_OCTETS + " octets (RFC 1035 §2.3.4)");
        }
        return new DnsName(labels);
    }

    boolean isRoot() {
        return labels.isEmpty();
    }

    /** The name without its first label; of the root, the root. */
    DnsName parent() {
        return isRoot() ? this : new DnsName(labels.subList(1, labels.size()));
    }

    /** Whether this is the name or one below it. */
    boolean isIn(DnsName zone) {
        int above = labels.size() - zone.labels.size();
        return above >= 0 && new DnsName(labels.subList(above, labels.size())).equals(zone);
    }

    /** The uncompressed form. */
    byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : labels) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write(0);
        return out.toByteArray();
    }

    /** The same name with all letters in lower case, as signatures want it (RFC 8945 §4.3.3). */
    DnsName lowerCase() {
        List<String> lower = new ArrayList<>();
        for (String label : labels) {
            lower.add(lowerCase(label));
        }
        return new DnsName(lower);
    }

    /** Only ASCII: String.toLowerCase would change octets above it too. */
    private static String lowerCase(String label) {
        StringBuilder lower = new StringBuilder(label.length());
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c);
        }
        return lower.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DnsName name && lowerCase().labels.equals(name.lowerCase().labels);
    }

    @Override
    public int hashCode() {
        return lowerCase().labels.hashCode();
    }

    /** As in a zone file, but without a final dot; the root is a dot. What a server sent can have no odd characters here. */
    @Override
    public String toString() {
        if (isRoot()) {
            return ".";
        }
        StringBuilder text = new StringBuilder();
        for (String label : labels) {
            text.append(text.length() == 0 ? "" : ".");
            for (int i = 0; i < label.length(); i++) {
                char c = label.charAt(i);
                if (c <= ' ' || c >= 0x7f) {
                    text.append('\\').append((char) ('0' + c / 100)).append((char) ('0' + c / 10 % 10));
                    text.append((char) ('0' + c % 10));
                } else {
                    text.append(c == '.' || c == '\\' || c == '"' ? "\\" : "").append(c);
                }
            }
        }
        return text.toString();
    }
}
