package dev.akme.cli;

import dev.akme.messages.Identifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What stands on command lines and in configuration files: each reader says in an {@link IllegalArgumentException} what to
 * write instead.
 */
final class Values {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]]*):([0-9]+)");

    private static final Pattern WEB_ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([^/?#:]+).*");

    private Values() {}

    /** A port, or 0 for a free one. */
    static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 0xffff) {
            throw new IllegalArgumentException("there is no such port: give a number from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    /** {@code HOST:PORT}; an empty host is every address of this machine, as Go has it. */
    static InetSocketAddress address(String text) {
        Matcher parts = HOST_AND_PORT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("give HOST:PORT, such as 127.0.0.1:14000");
        }
        String host = parts.group(1).isEmpty() ? "0.0.0.0" : parts.group(1);
        InetSocketAddress address = new InetSocketAddress(host, port(parts.group(2)));
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the host has no address");
        }
        return address;
    }

    /** A DNS server: {@code HOST} or {@code HOST:PORT}, with port 53 when there is none. */
    static InetSocketAddress dnsServer(String text) {
        boolean hasPort = HOST_AND_PORT.matcher(text).matches();
        // An address of IPv6 without brackets ends in what looks like a port.
        boolean bare = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        if (!hasPort && text.contains(":") && !bare && !text.endsWith("]")) {
            throw new IllegalArgumentException("give HOST:PORT, such as 127.0.0.1:8053");
        }
        return address(hasPort ? text : (bare ? "[" + text + "]" : text) + ":53");
    }

    /** An address, and no name that would have to be looked up. */
    static InetAddress ip(String text) {
        if (!text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException("this is no address: give one such as 192.0.2.1");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("this is no address: give one such as 192.0.2.1", e);
        }
    }

    /** A time such as {@code 500ms}, {@code 5s}, {@code 10m}, {@code 12h} or {@code 90d}. */
    static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("give a time such as 500ms, 5s, 10m, 12h or 90d");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** A share such as {@code 5%} or {@code 0.05}. */
    static double share(String text) {
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1) : text;
        double share = number.matches("[0-9]{1,3}(\\.[0-9]{1,9})?") ? Double.parseDouble(number) : -1;
        double of1 = percent ? share / 100 : share;
        if (of1 < 0 || of1 > 1) {
            throw new IllegalArgumentException("give a share such as 5% or 0.05, up to 100%");
        }
        return of1;
    }

    /** A URL of HTTP or HTTPS. */
    static URI url(String text) {
        URI url = URI.create(text);
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException("give a URL such as https://ca.example.org");
        }
        return url;
    }

    /** What a certificate is for, as people write it: {@code bücher.example} becomes {@code xn--bcher-kva.example}. */
    static String name(String text) {
        Matcher url = WEB_ADDRESS.matcher(text);
        if (url.matches()) {
            throw new IllegalArgumentException(text + " is a URL: give the name alone: " + url.group(1));
        }
        return text.chars().allMatch(c -> c < 0x80)
                ? text
                : Identifier.dnsFromUnicode(text).value();
    }

    // ---- for options: picocli puts the name of the option before the message

    private static <T> T option(Function<String, T> reader, String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(text + ": " + e.getMessage());
        }
    }

    /** A port. */
    static final class Port implements ITypeConverter<Integer> {
        /** Made by picocli. */
        Port() {}

        @Override
        public Integer convert(String text) {
            return option(Values::port, text);
        }
    }

    /** {@code HOST:PORT} to listen at. */
    static final class Address implements ITypeConverter<InetSocketAddress> {
        /** Made by picocli. */
        Address() {}

        @Override
        public InetSocketAddress convert(String text) {
            return option(Values::address, text);
        }
    }

    /** A DNS server. */
    static final class DnsServer implements ITypeConverter<InetSocketAddress> {
        /** Made by picocli. */
        DnsServer() {}

        @Override
        public InetSocketAddress convert(String text) {
            return option(Values::dnsServer, text);
        }
    }

    /** An address. */
    static final class Ip implements ITypeConverter<InetAddress> {
        /** Made by picocli. */
        Ip() {}

        @Override
        public InetAddress convert(String text) {
            return option(Values::ip, text);
        }
    }

    /** A URL. */
    static final class Url implements ITypeConverter<URI> {
        /** Made by picocli. */
        Url() {}

        @Override
        public URI convert(String text) {
            return option(Values::url, text);
        }
    }

    /** A share. */
    static final class Share implements ITypeConverter<Double> {
        /** Made by picocli. */
        Share() {}

        @Override
        public Double convert(String text) {
            return option(Values::share, text);
        }
    }
}
