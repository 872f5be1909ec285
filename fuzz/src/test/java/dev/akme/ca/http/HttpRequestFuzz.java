package dev.akme.ca.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.fuzz.Expect;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests as they come in at the CA's own HTTP server, one after the other on a connection. */
final class HttpRequestFuzz {

    private static final int MAX_HEAD = 2_000;
    private static final int MAX_BODY = 500;

    /** What one request was read as. */
    private record Read(HttpHead head, String body) {}

    @FuzzTest
    void reads(byte[] input) {
        List<Object> whole = requests(new ByteArrayInputStream(input));
        List<Object> octetByOctet = requests(new Slow(input));
        Expect.that(whole.equals(octetByOctet), "in how many pieces it comes makes no difference: " + whole);
    }

    /** All requests, and how it ended. */
    private static List<Object> requests(InputStream stream) {
        HttpInput in = new HttpInput(stream);
        List<Object> all = new ArrayList<>();
        try {
            while (in.isMore()) {
                HttpHead head = read(in, MAX_HEAD);
                check(head);
                boolean chunked = head.isChunked();
                long length = head.length();
                Expect.that(length >= 0, "no length is negative");
                head.expectsContinue();
                if (length > MAX_BODY) {
                    all.add("too long");
                    return all;
                }
                byte[] body = chunked ? in.chunks(MAX_BODY, MAX_HEAD) : in.octets((int) length);
                Expect.that(body.length <= MAX_BODY + 1, "no body is longer than it may be, and one");
                Expect.that(chunked || body.length == length, "a body has its length");
                all.add(new Read(head, new String(body, StandardCharsets.ISO_8859_1)));
                if (head.isLast() || body.length > MAX_BODY) {
                    return all;
                }
            }
            all.add("the end");
        } catch (HttpRefusal e) {
            Expect.that(e.status() >= 400 && e.status() < 500, "a refusal is the client's fault");
            Expect.that(!e.detail().isBlank(), "and says why");
            all.add(e.status() + e.detail());
        } catch (EOFException e) {
            all.add("cut off");
        } catch (IOException e) {
            throw new AssertionError("no stream fails here", e);
        }
        return all;
    }

    private static HttpHead read(HttpInput in, int max) throws IOException {
        return HttpHead.read(HttpHead.firstLine(in, max), in, max);
    }

    /** Written again, it is the same request for every reader. */
    private static void check(HttpHead head) {
        StringBuilder text = new StringBuilder(head.method() + " " + head.target() + " HTTP/1." + (head.old() ? 0 : 1));
        head.headers()
                .forEach((name, values) -> values.forEach(
                        value -> text.append("\r\n").append(name).append(": ").append(value)));
        text.append("\r\n\r\n");
        byte[] octets = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        Optional<HttpHead> again = Expect.read(
                () -> read(new HttpInput(new ByteArrayInputStream(octets)), octets.length + 2), IOException.class);
        Expect.that(again.filter(head::equals).isPresent(), "written and read again");
        Expect.that(head.target().startsWith("/") || head.target().equals("*"), "a target is a path");
    }

    /** Gives one octet after the other, as slow networks do. */
    private static final class Slow extends ByteArrayInputStream {

        Slow(byte[] octets) {
            super(octets);
        }

        @Override
        public synchronized int read(byte[] target, int at, int length) {
            return super.read(target, at, Math.min(length, 1));
        }
    }
}
