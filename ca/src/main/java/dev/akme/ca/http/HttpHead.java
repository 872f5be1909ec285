package dev.akme.ca.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The first line of a request and its header lines (RFC 9112 §3, §5), read strictly: what two readers could read differently
 * is refused.
 *
 * @param method the method
 * @param target path and query
 * @param old whether it is of HTTP/1.0
 * @param headers the values of each header
 */
record HttpHead(String method, String target, boolean old, Map<String, List<String>> headers) {

    private static final int MAX_LINES = 100;
    private static final int MAX_LENGTH_DIGITS = 18;

    /** Characters of a host, an address and a port (RFC 3986 §3.2); Compose names services with underscores. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~%!$&'()*+,;=:\\[\\]-]*");

    /** The first line, which tells what the answer to the rest is like, even if that is refused. */
    static String firstLine(HttpInput in, int max) throws IOException {
        String first = in.line(max, 414);
        // RFC 9112 §2.2: some old clients send an empty line behind a body.
        return first.isEmpty() ? in.line(max, 414) : first;
    }

    /** What the first line begins; all of it together has no more than {@code max} octets. */
    static HttpHead read(String first, HttpInput in, int max) throws IOException {
        int left = max - first.length() - 2;
        int method = first.indexOf(' ');
        int version = first.lastIndexOf(' ');
        if (method <= 0 || version <= method + 1 || !isToken(first, method)) {
            throw new HttpRefusal(400, "the first line is not method, target and version (RFC 9112 §3)");
        }
        String protocol = first.substring(version + 1);
        if (!protocol.equals("HTTP/1.1") && !protocol.equals("HTTP/1.0")) {
            throw new HttpRefusal(400, "the version is not HTTP/1.1 or HTTP/1.0");
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int lines = 0; ; lines++) {
            String line = in.line(left, 431);
            if (line.isEmpty()) {
                break;
            }
            if (lines == MAX_LINES) {
                throw new HttpRefusal(431, "there are more than " + MAX_LINES + " header lines");
            }
            left -= line.length() + 2;
            add(line, headers);
        }
        HttpHead head = new HttpHead(
                first.substring(0, method),
                target(first.substring(method + 1, version)),
                protocol.endsWith("0"),
                headers);
        List<String> hosts = head.all("Host");
        if (hosts.size() > 1 || (hosts.isEmpty() && !head.old)) {
            throw new HttpRefusal(400, "there is not exactly one Host (RFC 9112 §3.2)");
        }
        if (!hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            throw new HttpRefusal(400, "Host is no host with or without a port (RFC 9112 §3.2)");
        }
        return head;
    }

    /** Reads a header line. */
    static void add(String line, Map<String, List<String>> headers) throws HttpRefusal {
        int colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line, colon)) {
            throw new HttpRefusal(400, "a header line is not name, colon and value (RFC 9112 §5)");
        }
        for (int i = colon + 1; i < line.length(); i++) {
            if ((line.charAt(i) < ' ' && line.charAt(i) != '\t') || line.charAt(i) == 0x7F) {
                throw new HttpRefusal(400, "a header has control characters (RFC 9110 §5.5)");
            }
        }
        headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>(1))
                .add(line.substring(colon + 1).strip());
    }

    /** Whether the text is one up to there (RFC 9110 §5.6.2). */
    private static boolean isToken(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Clients that take the server for a proxy send the whole URL (RFC 9112 §3.2.2). */
    private static String target(String text) throws HttpRefusal {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                throw new HttpRefusal(400, "the target is no path: write it percent-encoded (RFC 9112 §3.2)");
            }
        }
        if (text.startsWith("/") || text.equals("*")) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw new HttpRefusal(400, "the target is neither a path nor a URL (RFC 9112 §3.2)");
        }
        int authority = text.indexOf("://") + 3;
        int path = text.indexOf('/', authority);
        int query = text.indexOf('?', authority);
        if (query >= 0 && (path < 0 || query < path)) {
            return "/" + text.substring(query);
        }
        return path < 0 ? "/" : text.substring(path);
    }

    private List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** Whether a list of words in a header has this one. */
    private boolean has(String name, String word) {
        for (String value : all(name)) {
            for (String part : value.split(",", -1)) {
                if (part.strip().equalsIgnoreCase(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean isLast() {
        return old || has("Connection", "close");
    }

    boolean expectsContinue() {
        return !old && has("Expect", "100-continue");
    }

    boolean isChunked() throws HttpRefusal {
        List<String> codings = all("Transfer-Encoding");
        if (codings.isEmpty()) {
            return false;
        }
        if (old || !all("Content-Length").isEmpty()) {
            throw new HttpRefusal(
                    400, "Transfer-Encoding is not for HTTP/1.0 or beside Content-Length (RFC 9112 §6.1)");
        }
        if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
            throw new HttpRefusal(400, "Transfer-Encoding is not chunked, and nothing else (RFC 9112 §6.1)");
        }
        return true;
    }

    /** The length of the body; 0 when there is none. */
    long length() throws HttpRefusal {
        List<String> lengths = all("Content-Length");
        if (lengths.isEmpty()) {
            return 0;
        }
        String length = lengths.get(0);
        boolean digits = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
        if (lengths.size() > 1 || !digits || length.length() > MAX_LENGTH_DIGITS) {
            throw new HttpRefusal(400, "Content-Length is not one number (RFC 9112 §6.3)");
        }
        return Long.parseLong(length);
    }
}
