package dev.akme.messages;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A link that came with a response (RFC 8288 §3): where to, and how the target relates to the resource.
 *
 * @param rel the relation in lower case, such as {@code alternate}, {@code up}, {@code next}, {@code index}
 * @param target the URL, absolute when it was resolved against that of the request
 */
public record Link(String rel, URI target) {

    // A header of a megabyte is no list of links; RFC 8555 needs a handful.
    private static final int MAX_LINKS = 1_000;

    /**
     * Reads the values of all {@code Link} headers of a response.
     *
     * <p>Several links in one header, several relations in one link, quoted and unquoted parameters, and white space
     * where servers put it are all read. What is no link is passed over: links are hints, not content.
     *
     * @param headers the values, one for each header line
     * @param base the URL of the request, to resolve relative targets
     * @return the links in their order; one for each relation; at most 1,000
     */
    public static List<Link> parse(List<String> headers, URI base) {
        List<Link> links = new ArrayList<>();
        for (String header : headers) {
            new Parser(header, base, links).run();
        }
        return List.copyOf(links);
    }

    private static final class Parser {

        private final String text;
        private final URI base;
        private final List<Link> links;
        private int at;

        Parser(String text, URI base, List<Link> links) {
            this.text = text;
            this.base = base;
            this.links = links;
        }

        void run() {
            while (at < text.length() && links.size() < MAX_LINKS) {
                int open = text.indexOf('<', at);
                int close = open < 0 ? -1 : text.indexOf('>', open);
                if (close < 0) {
                    return;
                }
                at = close + 1;
                add(text.substring(open + 1, close), rel());
            }
        }

        private void add(String target, String rels) {
            URI resolved;
            try {
                resolved = resolve(target.strip());
            } catch (IllegalArgumentException notAUrl) {
                return;
            }
            for (String rel : rels.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
                if (!rel.isBlank() && links.size() < MAX_LINKS) {
                    links.add(new Link(rel, resolved));
                }
            }
        }

        /** As RFC 3986 §5.3 has it; {@code URI.resolve} takes a query without a path for a change of the path. */
        private URI resolve(String target) {
            if (!target.isEmpty() && target.charAt(0) != '?') {
                return base.resolve(target);
            }
            String whole = base.toString();
            int end = indexOf(whole, target.isEmpty() ? "#" : "?#");
            return URI.create(whole.substring(0, end) + target);
        }

        private static int indexOf(String text, String anyOf) {
            int at = 0;
            while (at < text.length() && anyOf.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return at;
        }

        /** Reads the parameters up to the comma that ends the link; the first rel counts (RFC 8288 §3.3). */
        private String rel() {
            String rel = "";
            while (at < text.length() && text.charAt(at) != ',') {
                if (text.charAt(at) != ';') {
                    at++;
                    continue;
                }
                at++;
                String name = token().strip();
                String value = "";
                if (at < text.length() && text.charAt(at) == '=') {
                    at++;
                    value = value();
                }
                if (rel.isEmpty() && name.equalsIgnoreCase("rel")) {
                    rel = value;
                }
            }
            return rel;
        }

        private String token() {
            int start = at;
            while (at < text.length() && "=;,".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private String value() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at >= text.length() || text.charAt(at) != '"') {
                return token().strip();
            }
            StringBuilder out = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                out.append(text.charAt(at));
            }
            at++;
            return out.toString();
        }
    }
}
