package dev.akme.ca.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Lines and bodies out of the octets that come in. */
final class HttpInput {

    /** Of a chunk: its size, and what may follow it. */
    private static final int MAX_CHUNK_LINE = 256;

    /** Of the size of a chunk: more than anybody may send. */
    private static final int MAX_HEX = 7;

    /** What may stand behind it, and is ignored (RFC 9112 §7.1.1). */
    private static final Pattern EXTENSIONS = Pattern.compile("([\\t ]*;[\\t -~\\x80-\\xff]*)?");

    private final InputStream in;
    private final byte[] buffer = new byte[4096];
    private int next;
    private int end;

    HttpInput(InputStream in) {
        this.in = in;
    }

    /** Waits for the next octet; false when there is none any more. */
    boolean isMore() throws IOException {
        if (next < end) {
            return true;
        }
        int read = in.read(buffer, 0, buffer.length);
        next = 0;
        end = Math.max(read, 0);
        return read > 0;
    }

    /** Whether octets are here that nobody asked for yet. */
    boolean isAhead() {
        return next < end;
    }

    private int octet() throws IOException {
        if (!isMore()) {
            throw new EOFException("the connection ended within a request");
        }
        return buffer[next++] & 0xFF;
    }

    /**
     * Reads a line that CR LF ends, a character for each octet.
     *
     * @param max how long it may be, with its end
     * @param status the status for one that is longer
     */
    String line(int max, int status) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (; ; ) {
            if (!isMore()) {
                throw new EOFException("the connection ended within a request");
            }
            int start = next;
            while (next < end && buffer[next] != '\r' && buffer[next] != '\n') {
                next++;
            }
            line.append(new String(buffer, start, next - start, StandardCharsets.ISO_8859_1));
            if (line.length() + 2 > max) {
                throw new HttpRefusal(status, "a line of the request is too long");
            }
            if (next < end) {
                if (octet() != '\r' || octet() != '\n') {
                    throw new HttpRefusal(400, "a line does not end with CR LF (RFC 9112 §2.2)");
                }
                return line.toString();
            }
        }
    }

    /** Reads so many octets. */
    byte[] octets(int length) throws IOException {
        byte[] octets = new byte[length];
        int done = Math.min(length, end - next);
        System.arraycopy(buffer, next, octets, 0, done);
        next += done;
        while (done < length) {
            int read = in.read(octets, done, length - done);
            if (read < 0) {
                throw new EOFException("the connection ended within a body");
            }
            done += read;
        }
        return octets;
    }

    /** Reads a body in chunks (RFC 9112 §7.1) with what follows it, or one octet more than is allowed of it. */
    byte[] chunks(int max, int maxTrailer) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (; ; ) {
            int size = size(line(MAX_CHUNK_LINE, 400));
            if (size == 0) {
                skipTrailer(maxTrailer);
                return body.toByteArray();
            }
            if (size > max - body.size()) {
                return Arrays.copyOf(body.toByteArray(), max + 1);
            }
            body.write(octets(size));
            if (!line(2, 400).isEmpty()) {
                throw notChunks();
            }
        }
    }

    private static int size(String line) throws HttpRefusal {
        int length = 0;
        while (length < line.length() && Character.digit(line.charAt(length), 16) >= 0) {
            length++;
        }
        boolean ends = EXTENSIONS.matcher(line.substring(length)).matches();
        if (length == 0 || length > MAX_HEX || !ends) {
            throw notChunks();
        }
        return Integer.parseInt(line.substring(0, length), 16);
    }

    private static HttpRefusal notChunks() {
        return new HttpRefusal(400, "the body is not in chunks as Transfer-Encoding says (RFC 9112 §7.1)");
    }

    private void skipTrailer(int max) throws IOException {
        int left = max;
        for (; ; ) {
            String line = line(left, 431);
            if (line.isEmpty()) {
                return;
            }
            left -= line.length() + 2;
            // It is thrown away, but must not be anything else than it says.
            HttpHead.add(line, new TreeMap<>());
        }
    }

    /** Reads what still comes and throws it away, so that a client which only sends hears the answer. */
    void drain(int max) throws IOException {
        int left = max - (end - next);
        next = end;
        while (left > 0) {
            int read = in.read(buffer, 0, buffer.length);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
