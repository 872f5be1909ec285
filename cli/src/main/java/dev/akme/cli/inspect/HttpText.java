package dev.akme.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request or an answer as it goes over the wire, or a request line with what follows.
 *
 * @param method empty for an answer
 * @param target the path or URL; empty for an answer
 * @param status 0 for a request
 * @param headers in their order
 * @param body what follows; may be empty
 */
public record HttpText(String method, String target, int status, List<Header> headers, String body) {

    private static final Pattern REQUEST =
            Pattern.compile("(GET|HEAD|POST|PUT|DELETE|PATCH)[ ]+(\\S{1,8000})(?:[ ]+HTTP/[0-9.]{1,3})?[ ]*");

    private static final Pattern ANSWER = Pattern.compile("HTTP/[0-9.]{1,3}[ ]+([0-9]{3})(?:[ ].*|)");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}):[ \\t]*(.*)");

    /**
     * A header.
     *
     * @param name as it stands there
     * @param value without white space around it
     */
    public record Header(String name, String value) {}

    /**
     * Copies what can be changed.
     *
     * @param method empty for an answer
     * @param target the path or URL; empty for an answer
     * @param status 0 for a request
     * @param headers in their order
     * @param body what follows; may be empty
     */
    public HttpText {
        headers = List.copyOf(headers);
    }

    /** Reads such a text; empty when the first line is not one. */
    static Optional<HttpText> read(String text) {
        int at = text.indexOf('\n');
        String first = (at < 0 ? text : text.substring(0, at)).strip();
        Matcher request = REQUEST.matcher(first);
        Matcher answer = ANSWER.matcher(first);
        if (!request.matches() && !answer.matches()) {
            return Optional.empty();
        }
        int next = at < 0 ? text.length() : at + 1;
        List<Header> headers = new ArrayList<>();
        while (next < text.length()) {
            int end = text.indexOf('\n', next);
            String line = text.substring(next, end < 0 ? text.length() : end).strip();
            Matcher header = HEADER.matcher(line);
            if (line.isEmpty()) {
                next = end < 0 ? text.length() : end + 1;
                break;
            }
            if (!header.matches()) {
                break; // a body without an empty line before it
            }
            headers.add(new Header(header.group(1), header.group(2).strip()));
            next = end < 0 ? text.length() : end + 1;
        }
        String body = text.substring(next);
        return Optional.of(
                answer.matches()
                        ? new HttpText("", "", Integer.parseInt(answer.group(1)), headers, body)
                        : new HttpText(request.group(1), request.group(2), 0, headers, body));
    }

    boolean isRequest() {
        return !method.isEmpty();
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
