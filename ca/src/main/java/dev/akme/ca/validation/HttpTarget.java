package dev.akme.ca.validation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a request goes.
 *
 * @param tls whether by HTTPS
 * @param host a domain name in lower case without a final dot, or an IP address without brackets
 * @param port the port
 * @param path path and query, as they stand in the request
 */
record HttpTarget(boolean tls, String host, int port, String path) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MAX_LOCATION = 2048;

    /** Without the path, which has the token. */
    @Override
    public String toString() {
        return origin();
    }

    /** The target that a URL names; {@link IllegalArgumentException}, in whose message is nothing of the URL, when none. */
    static HttpTarget of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("the scheme is neither http nor https");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("there is user information in it");
        }
        boolean tls = scheme.equals("https");
        int port = url.getPort() < 0 ? (tls ? HTTPS : HTTP) : url.getPort();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new HttpTarget(tls, host(url), port, path + query);
    }

    private static String host(URI url) {
        String host = url.getHost();
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("there is no host in it");
        }
        if (host.indexOf('%') >= 0) {
            throw new IllegalArgumentException("the address has a zone, which means something on this machine only");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String lower = bare.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** The target to which a response redirects; {@link IllegalArgumentException} as from {@link #of}. */
    HttpTarget redirect(String location) {
        if (location.length() > MAX_LOCATION) {
            throw new IllegalArgumentException("it has more than " + MAX_LOCATION + " characters");
        }
        if (!location.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException("there are characters in it that no URL has");
        }
        try {
            return of(url().resolve(new URI(location)));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL", e);
        }
    }

    private URI url() {
        return URI.create(origin() + path);
    }

    /** The URL without path, which is all of it that may be told: the token is in the path. */
    String origin() {
        return (tls ? "https://" : "http://") + hostHeader();
    }

    String hostHeader() {
        return (isIpv6() ? "[" + host + "]" : host) + (port == (tls ? HTTPS : HTTP) ? "" : ":" + port);
    }

    private boolean isIpv6() {
        return host.indexOf(':') >= 0;
    }
}
