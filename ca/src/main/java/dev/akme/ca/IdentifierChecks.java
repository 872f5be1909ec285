package dev.akme.ca;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which identifiers a request may name: syntax first, then what the policy and the profile say. */
final class IdentifierChecks {

    private static final String WILDCARD = "*.";

    // RFC 1035 §2.3.4.
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");
    private static final Pattern IPV4 = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}");

    private final Settings settings;

    IdentifierChecks(Settings settings) {
        this.settings = settings;
    }

    /**
     * Checks the identifiers of an order.
     *
     * @return the same in lower case, each once, sorted
     * @throws AcmeProblemException when there are none, too many, or some that are not certified
     */
    List<Identifier> check(List<Identifier> identifiers, Profile profile) {
        if (identifiers.isEmpty()) {
            throw Refuse.malformed("identifiers is empty: name what the certificate is for (RFC 8555 §7.4)");
        }
        List<Identifier> folded =
                identifiers.stream().map(IdentifierChecks::fold).distinct().toList();
        if (folded.size() > profile.maxNames()) {
            throw Refuse.malformed("the order has " + folded.size() + " identifiers, the profile " + profile.name()
                    + " allows " + profile.maxNames() + ": order several certificates");
        }
        List<Problem> problems = new ArrayList<>();
        for (Identifier identifier : folded) {
            problem(identifier, profile)
                    .ifPresent(problem -> problems.add(
                            problem.toBuilder().identifier(identifier).build()));
        }
        if (!problems.isEmpty()) {
            throw refusal(problems);
        }
        return folded.stream()
                .map(identifier -> Identifier.of(identifier.type(), identifier.value()))
                .sorted(Comparator.comparing((Identifier i) -> i.type().value()).thenComparing(Identifier::value))
                .toList();
    }

    private static AcmeProblemException refusal(List<Problem> problems) {
        if (problems.size() == 1) {
            return Refuse.with(problems.get(0).toBuilder().without("identifier").build(), Map.of());
        }
        boolean same = problems.stream().map(Problem::type).distinct().count() == 1;
        ProblemType type = same ? problems.get(0).type() : ProblemType.REJECTED_IDENTIFIER;
        return new AcmeProblemException(
                Problem.of(type, problems.size() + " identifiers are refused: see subproblems").toBuilder()
                        .subproblems(problems)
                        .build());
    }

    /** Type and value alone, and names in lower case. Read, not built: what is wrong with it is said later. */
    private static Identifier fold(Identifier identifier) {
        String value = identifier.value();
        return Identifier.TYPE.read(JsonObject.of(Map.of(
                "type", new JsonString(identifier.type().value()),
                "value", new JsonString(identifier.type().equals(IdentifierType.DNS) ? lowerCase(value) : value))));
    }

    /** Of ASCII alone: in Unicode there are other letters that become those of ASCII. */
    private static String lowerCase(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c);
        }
        return out.toString();
    }

    private Optional<Problem> problem(Identifier identifier, Profile profile) {
        IdentifierType type = identifier.type();
        if (!type.equals(IdentifierType.DNS) && !type.equals(IdentifierType.IP)) {
            return Optional.of(Problem.of(
                    ProblemType.UNSUPPORTED_IDENTIFIER,
                    "identifiers of this type are not certified here: use dns or ip"));
        }
        if (identifier.value().isEmpty()) {
            return Optional.of(Problem.of(ProblemType.MALFORMED, "an identifier is empty"));
        }
        Optional<Problem> problem =
                type.equals(IdentifierType.DNS) ? ofName(identifier.value()) : ofAddress(identifier);
        if (problem.isPresent()) {
            return problem;
        }
        try {
            Identifier.of(type, identifier.value());
        } catch (MemberException e) {
            return malformed(identifier.value(), String.valueOf(e.getMessage()));
        }
        return profile.identifierTypes().contains(type)
                ? Optional.empty()
                : rejected(
                        identifier.value(),
                        "the profile " + profile.name() + " is not for identifiers of type " + type);
    }

    // ---- names

    private Optional<Problem> ofName(String name) {
        String base = name.startsWith(WILDCARD) ? name.substring(WILDCARD.length()) : name;
        Optional<Problem> problem = syntax(name, base);
        if (problem.isPresent()) {
            return problem;
        }
        if (!base.equals(name) && !settings.identifiers().wildcards()) {
            return rejected(name, "wildcard names are not certified here");
        }
        if (settings.identifiers().isForbidden(base)) {
            return rejected(name, "the policy of this CA forbids the name");
        }
        if (!base.equals(name) && settings.identifiers().forbidsOneBelow(base)) {
            return rejected(name, "the policy of this CA forbids a name that it covers");
        }
        return Optional.empty();
    }

    private Optional<Problem> syntax(String name, String base) {
        if (base.indexOf('*') >= 0) {
            return malformed(name, "* stands alone, as the first label, and once");
        }
        if (base.endsWith(".")) {
            return malformed(name, "the name ends with a dot");
        }
        if (name.length() > MAX_NAME) {
            return malformed(name, "the name has more than " + MAX_NAME + " characters");
        }
        if (base.indexOf(':') >= 0 || IPV4.matcher(base).matches()) {
            return malformed(name, "it is an IP address: use the identifier type ip (RFC 8738 §3)");
        }
        String[] labels = base.split("\\.", -1);
        if (labels.length < settings.identifiers().minLabels()
                || labels.length > settings.identifiers().maxLabels()) {
            return malformed(
                    name,
                    "the name has " + labels.length + " labels, "
                            + settings.identifiers().minLabels() + " to "
                            + settings.identifiers().maxLabels() + " are allowed");
        }
        for (String label : labels) {
            Optional<Problem> problem = ofLabel(name, label);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> ofLabel(String name, String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL) {
            return malformed(name, "a label has 1 to " + MAX_LABEL + " characters");
        }
        if (!LABEL.matcher(label).matches()) {
            return malformed(
                    name, "a label has other characters than letters, digits and hyphens, or a hyphen at an end");
        }
        if (label.startsWith("xn--")) {
            return isInternational(label)
                    ? Optional.empty()
                    : malformed(name, "a label with xn-- is not what an international name becomes (RFC 5891)");
        }
        return label.startsWith("--", 2)
                ? rejected(name, "a label has hyphens in third and fourth place, and is not xn-- (RFC 5891 §4.2.3.1)")
                : Optional.empty();
    }

    private static boolean isInternational(String label) {
        try {
            String text = IDN.toUnicode(label, IDN.USE_STD3_ASCII_RULES);
            return !text.equals(label)
                    && Normalizer.isNormalized(text, Normalizer.Form.NFC)
                    && IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).equals(label);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // ---- addresses

    private Optional<Problem> ofAddress(Identifier identifier) {
        String value = identifier.value();
        Optional<byte[]> octets = identifier.ipAddress();
        if (octets.isEmpty()) {
            return malformed(value, "it is not an IP address (RFC 8738 §3)");
        }
        InetAddress address = address(octets.get());
        String canonical = Identifier.ip(address).value();
        if (!canonical.equals(value)) {
            return malformed(value, "the canonical form of the address is " + canonical + " (RFC 5952)");
        }
        return settings.identifiers().isForbidden(address)
                ? rejected(value, "the address is not a global one, or the policy of this CA forbids it")
                : Optional.empty();
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }

    private static Optional<Problem> malformed(String value, String detail) {
        return Optional.of(Problem.of(ProblemType.MALFORMED, excerpt(value) + ": " + detail));
    }

    private static Optional<Problem> rejected(String value, String detail) {
        return Optional.of(Problem.of(ProblemType.REJECTED_IDENTIFIER, excerpt(value) + ": " + detail));
    }

    private static String excerpt(String value) {
        String plain = value.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + "..." : plain;
    }
}
