package dev.akme.ca.validation;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response (RFC 9112), as far as http-01 needs it, from a server of which nothing is known. */
final class HttpAnswer {

    /** About what other clients take. */
    static final int MAX_HEAD_OCTETS = 16 * 1024;

    /** Of informational responses before the real one. */
    private static final int MAX_INTERIM = 4;

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");

    private final int status;
    private final Map<String, List<String>> fields;
    private final byte[] body;

    private HttpAnswer(int status, Map<String, List<String>> fields, byte[] body) {
        this.status = status;
        this.fields = fields;
        this.body = body;
    }

    /**
     * Reads a response.
     *
     * @param in where it comes from; read in large pieces
     * @param maxBody how much of the body is wanted; what follows is not read
     * @throws ProtocolException when it is none
     * @throws IOException when reading fails, or it ends too early
     */
    static HttpAnswer read(InputStream in, int maxBody) throws IOException {
        for (int i = 0; i <= MAX_INTERIM; i++) {
            Head head = new Head(in);
            String line = head.line();
            Matcher matcher = STATUS_LINE.matcher(line);
            if (!matcher.matches()) {
                // What stands there instead may be the key authorization, or an echo of the request.
                throw new ProtocolException("the answer does not begin as HTTP/1.1 does");
            }
            int status = Integer.parseInt(matcher.group(1));
            Map<String, List<String>> fields = fields(head);
            if (status >= 200) {
                return new HttpAnswer(status, fields, body(in, status, fields, maxBody));
            }
        }
        throw new ProtocolException("more than " + MAX_INTERIM + " informational answers");
    }

    private static Map<String, List<String>> fields(Head head) throws IOException {
        Map<String, List<String>> fields = new HashMap<>();
        for (String line = head.line(); !line.isEmpty(); line = head.line()) {
            int colon = line.indexOf(':');
            // A field that goes on in the next line is obsolete, and begins with white space as nothing else does.
            if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                throw new ProtocolException("a header field without a name");
            }
            fields.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return fields;
    }

    private static byte[] body(InputStream in, int status, Map<String, List<String>> fields, int maxBody)
            throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        List<String> codings = fields.getOrDefault("transfer-encoding", List.of());
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new ProtocolException("a transfer coding that nobody asked for");
            }
            return chunked(in, maxBody);
        }
        List<String> lengths = fields.getOrDefault("content-length", List.of()).stream()
                .distinct()
                .toList();
        if (lengths.isEmpty()) {
            return in.readNBytes(maxBody);
        }
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw new ProtocolException("a Content-Length that is no number, or two of them");
        }
        return exactly(in, (int) Math.min(maxBody, Long.parseLong(lengths.get(0))));
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new EOFException("the answer ended too early");
        }
        return octets;
    }

    private static byte[] chunked(InputStream in, int maxBody) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Head lines = new Head(in);
        while (true) {
            Matcher chunk = CHUNK.matcher(lines.line());
            if (!chunk.matches()) {
                throw new ProtocolException("a chunk without length");
            }
            long length = Long.parseLong(chunk.group(1), 16);
            if (length == 0) {
                // Trailers would follow, which nobody looks at.
                return body.toByteArray();
            }
            body.writeBytes(exactly(in, (int) Math.min(length, maxBody - body.size())));
            if (body.size() == maxBody) {
                return body.toByteArray();
            }
            if (!lines.line().isEmpty()) {
                throw new ProtocolException("a chunk that is longer than it says");
            }
        }
    }

    int status() {
        return status;
    }

    /** Whether it is one of the redirects that a validator follows (RFC 9110 §15.4). */
    boolean isRedirect() {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** The field {@code Location}; empty when there is none, or more than one. */
    Optional<String> location() {
        List<String> values = fields.getOrDefault("location", List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The body, or its beginning. */
    byte[] body() {
        return body.clone();
    }

    /** Lines that together have a limit. */
    private static final class Head {

        private final InputStream in;
        private int octets;

        Head(InputStream in) {
            this.in = in;
        }

        /** The next line without its end. */
        String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(80);
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException("the answer ended too early");
                }
                octets++;
                if (octets > MAX_HEAD_OCTETS) {
                    throw new ProtocolException("more than " + MAX_HEAD_OCTETS + " octets before the body");
                }
                line.write(octet);
            }
            octets++;
            String text = line.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
    }
}
