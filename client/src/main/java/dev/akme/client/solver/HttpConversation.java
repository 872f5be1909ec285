package dev.akme.client.solver;

import dev.akme.challenge.Http01;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One request and its response (RFC 9112), as far as http-01 needs them. What follows the head of the request is not
 * looked at: the connection ends with the response.
 */
final class HttpConversation implements Conversation {

    /** More than a validator sends; other servers have about the same limit. */
    static final int MAX_HEAD_OCTETS = 8 * 1024;

    private static final byte[] NOTHING = {};

    private final Function<String, Optional<byte[]>> answers;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder(120);
    private int octets;

    /**
     * Begins to listen.
     *
     * @param answers gives the file of a path
     */
    HttpConversation(Function<String, Optional<byte[]>> answers) {
        this.answers = answers;
    }

    @Override
    public boolean hear(ByteBuffer in, ByteArrayOutputStream out) {
        while (in.hasRemaining()) {
            char c = (char) (in.get() & 0xff);
            octets++;
            if (octets > MAX_HEAD_OCTETS) {
                respond("431 Request Header Fields Too Large", "", NOTHING, true, out);
                return false;
            }
            if (c != '\n') {
                line.append(c);
            } else if (endsHead()) {
                answer(out);
                return false;
            }
        }
        return true;
    }

    /** Takes the line; true when it is the empty one after the last header field. */
    private boolean endsHead() {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        String text = line.toString();
        line.setLength(0);
        if (!text.isEmpty()) {
            lines.add(text);
        }
        // Before the request there may be empty lines (RFC 9112 §2.2).
        return text.isEmpty() && !lines.isEmpty();
    }

    private void answer(ByteArrayOutputStream out) {
        String[] request = lines.get(0).split(" ", -1);
        if (request.length != 3 || !request[2].startsWith("HTTP/")) {
            respond("400 Bad Request", "", NOTHING, true, out);
            return;
        }
        String method = request[0];
        String version = request[2];
        boolean withBody = !method.equals("HEAD");
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            respond("505 HTTP Version Not Supported", "", NOTHING, withBody, out);
        } else if (!hasGoodFields(version)) {
            respond("400 Bad Request", "", NOTHING, withBody, out);
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            respond("405 Method Not Allowed", "Allow: GET, HEAD\r\n", NOTHING, true, out);
        } else {
            Optional<byte[]> body = answers.apply(path(request[1]));
            String type = body.isPresent() ? "Content-Type: " + Http01.CONTENT_TYPE + "\r\n" : "";
            respond(body.isPresent() ? "200 OK" : "404 Not Found", type, body.orElse(NOTHING), withBody, out);
        }
    }

    /** Whether the fields have the form of such, and one of them is the host that HTTP/1.1 demands (RFC 9112 §3.2). */
    private boolean hasGoodFields(String version) {
        int hosts = 0;
        for (String field : lines.subList(1, lines.size())) {
            int colon = field.indexOf(':');
            if (colon < 1 || field.indexOf('\r') >= 0 || field.indexOf('\0') >= 0) {
                return false;
            }
            String name = field.substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.indexOf(' ') >= 0 || name.indexOf('\t') >= 0) {
                return false;
            }
            hosts += name.equals("host") ? 1 : 0;
        }
        return hosts == 1 || (hosts == 0 && version.equals("HTTP/1.0"));
    }

    /** The path of a target, which may be a whole URL (RFC 9112 §3.2.2). */
    private static String path(String target) {
        String scheme = "http://";
        if (!target.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return target;
        }
        int slash = target.indexOf('/', scheme.length());
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static void respond(
            String status, String fields, byte[] body, boolean withBody, ByteArrayOutputStream out) {
        // Nothing here is worth keeping: what is not found now may be there in a moment.
        String head = "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + body.length
                + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        if (withBody) {
            out.writeBytes(body);
        }
    }
}
