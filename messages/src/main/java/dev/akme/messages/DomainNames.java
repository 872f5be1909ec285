package dev.akme.messages;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for names in identifiers of type dns (RFC 8555 §7.1.3, §7.1.4; RFC 1035 §2.3.4; RFC 5890 §2.3). */
final class DomainNames {

    static final String WILDCARD = "*.";

    // RFC 1035 §2.3.4 counts 255 octets with length bytes and the root, which leaves 253 characters of text.
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    private static final Pattern ONION = Pattern.compile("(?:.*\\.)?[a-z2-7]{56}\\.onion");
    private static final Pattern DOTS = Pattern.compile("\\.");

    // IDNA 2003, which the JDK has, maps these to other names than IDNA 2008 does (RFC 5894 §7.2).
    private static final String DEVIATIONS = "\u00df\u03c2\u200c\u200d";

    private DomainNames() {}

    /** What is wrong with a name; empty when nothing is. Upper case is not wrong, but see {@link #fold}. */
    static Optional<String> problem(String name) {
        String base = name.startsWith(WILDCARD) ? name.substring(WILDCARD.length()) : name;
        if (base.isEmpty()) {
            return Optional.of("the name is empty");
        }
        if (base.endsWith(".")) {
            return Optional.of("the name ends with a dot");
        }
        if (name.length() > MAX_NAME) {
            return Optional.of("the name has more than " + MAX_NAME + " characters");
        }
        List<String> labels = labels(base);
        for (int i = 0; i < labels.size(); i++) {
            Optional<String> problem = labelProblem(labels.get(i));
            if (problem.isPresent()) {
                return Optional.of("label " + (i + 1) + " " + problem.get());
            }
        }
        return isNumber(labels.get(labels.size() - 1))
                ? Optional.of("the last label is a number: use type ip for addresses")
                : Optional.empty();
    }

    private static boolean isNumber(String label) {
        return label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static List<String> labels(String name) {
        return List.of(DOTS.split(name, -1));
    }

    private static Optional<String> labelProblem(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL) {
            return Optional.of("has " + label.length() + " characters, 1 to " + MAX_LABEL + " are allowed");
        }
        if (label.contains("*")) {
            return Optional.of("has a wildcard, which may only be the whole leftmost label");
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c > 127) {
                return Optional.of("is not in A-label form (xn--): Identifier.dnsFromUnicode converts it");
            }
            if (!isLetterOrDigit(c) && c != '-') {
                return Optional.of(
                        "has U+" + String.format("%04X", (int) c) + ", other than letters, digits and hyphens");
            }
        }
        if (label.startsWith("-") || label.endsWith("-")) {
            return Optional.of("begins or ends with a hyphen");
        }
        if (label.regionMatches(true, 0, "xn--", 0, 4) && !Punycode.isWellFormed(label.substring(4))) {
            return Optional.of("begins with xn-- but does not decode");
        }
        return Optional.empty();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Whether a name ends in the special-use domain of onion services. */
    static boolean isBelowOnion(String name) {
        return fold(name).endsWith(".onion");
    }

    /** Whether it does so with the address of a service of version 3, which ACME demands (RFC 9799 §2). */
    static boolean isOnion(String name) {
        return ONION.matcher(fold(name)).matches();
    }

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether a name lies below another, label by label, or is it. */
    static boolean isWithin(String name, String ancestor) {
        String folded = fold(name);
        String suffix = fold(ancestor);
        return folded.equals(suffix) || folded.endsWith("." + suffix);
    }

    /** A name in A-label form, from one that may have U-labels; throws {@link IllegalArgumentException}. */
    static String toAscii(String name) {
        for (int i = 0; i < DEVIATIONS.length(); i++) {
            if (name.indexOf(DEVIATIONS.charAt(i)) >= 0) {
                throw new IllegalArgumentException(String.format(
                        "U+%04X means different names in IDNA 2003 and 2008: give the A-label (xn--) itself",
                        (int) DEVIATIONS.charAt(i)));
            }
        }
        boolean wildcard = name.startsWith(WILDCARD);
        try {
            String ascii = IDN.toASCII(wildcard ? name.substring(WILDCARD.length()) : name, IDN.USE_STD3_ASCII_RULES);
            return (wildcard ? WILDCARD : "") + fold(ascii);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the name cannot be converted here: give its A-labels (xn--, RFC 5890 §2.3) if it has such", e);
        }
    }
}
