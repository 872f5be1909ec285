package dev.akme.messages;

import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The value of one of the CAA properties that allow issuing (RFC 8659 §4.2, §4.3): which CA may issue, and on what
 * conditions, such as for which ACME account (RFC 8657).
 *
 * <p>Any text can be read. A malformed one counts as one that names no issuer, and so forbids all issuing (RFC 8659
 * §4.2). Tags of parameters are compared without regard to case: were they not, a condition in other letters would be no
 * condition.
 *
 * @param issuer the domain name of the CA as it stands there; {@code ""} when no CA may issue
 * @param parameters the conditions, in their order, repeated ones included; unmodifiable
 * @param malformed whether the text did not follow the grammar; issuer and parameters are empty then
 */
public record CaaValue(String issuer, List<Parameter> parameters, boolean malformed) {

    /** One label of a domain name, as RFC 8659 §4.2 has it. Possessive, here and below: no long text can go deep. */
    private static final String LABEL = "[A-Za-z0-9]++(?:-++[A-Za-z0-9]++)*+";

    private static final Pattern ISSUER = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*+");
    private static final Pattern PARAMETER =
            Pattern.compile("(" + LABEL + ")[ \\t]*=[ \\t]*([\\x21-\\x3A\\x3C-\\x7E]*)");
    private static final Pattern METHODS = Pattern.compile("(?:[A-Za-z0-9-]++(?:,[A-Za-z0-9-]++)*+)?");

    /** The longest text that is taken: the value of one DNS record is no longer. */
    private static final int MAX_LENGTH = 65_535;

    /**
     * One condition.
     *
     * @param tag its name
     * @param value its value; may be empty
     */
    public record Parameter(String tag, String value) {

        /**
         * Makes a condition.
         *
         * @param tag its name: letters, digits and inner hyphens
         * @param value its value: visible ASCII characters but the semicolon
         * @throws IllegalArgumentException when one of them is of another form
         */
        public Parameter {
            Matcher matcher = PARAMETER.matcher(tag + "=" + value);
            if (!matcher.matches()
                    || !matcher.group(1).equals(tag)
                    || !matcher.group(2).equals(value)) {
                throw new IllegalArgumentException(
                        "not a parameter: a tag of letters and digits, a value of visible ASCII without semicolon"
                                + " (RFC 8659 §4.2)");
            }
        }
    }

    /**
     * Makes a value. For a well-formed one, {@link #of} is shorter.
     *
     * @param issuer the domain name of the CA; {@code ""} when no CA may issue
     * @param parameters the conditions
     * @param malformed whether this stands for a text that did not follow the grammar
     * @throws IllegalArgumentException when the issuer is not a domain name, or a malformed value has parts
     */
    public CaaValue {
        if (!issuer.isEmpty() && !ISSUER.matcher(issuer).matches()) {
            throw new IllegalArgumentException("the issuer is not a domain name in A-labels (RFC 8659 §4.2)");
        }
        if (malformed && !(issuer.isEmpty() && parameters.isEmpty())) {
            throw new IllegalArgumentException("a malformed value has neither issuer nor parameters (RFC 8659 §4.2)");
        }
        parameters = List.copyOf(parameters);
    }

    /**
     * Makes a value.
     *
     * @param issuer the domain name of the CA; {@code ""} when no CA may issue
     * @param parameters the conditions
     * @return the value
     * @throws IllegalArgumentException when the issuer is not a domain name
     */
    public static CaaValue of(String issuer, Parameter... parameters) {
        return new CaaValue(issuer, List.of(parameters), false);
    }

    /**
     * Reads a value; never fails.
     *
     * @param text the value of the property
     * @return the value; when the text does not follow the grammar, one whose {@link #malformed()} is {@code true}
     */
    public static CaaValue parse(String text) {
        List<Parameter> parameters = new ArrayList<>();
        if (text.length() > MAX_LENGTH) {
            return new CaaValue("", List.of(), true);
        }
        int semicolon = text.indexOf(';');
        String issuer = trim(semicolon < 0 ? text : text.substring(0, semicolon));
        boolean wellFormed = issuer.isEmpty() || ISSUER.matcher(issuer).matches();
        String rest = semicolon < 0 ? "" : trim(text.substring(semicolon + 1));
        if (!rest.isEmpty()) {
            // An empty part, such as after a last semicolon, is not in the grammar.
            for (String part : rest.split(";", -1)) {
                Matcher parameter = PARAMETER.matcher(trim(part));
                if (!parameter.matches()) {
                    wellFormed = false;
                    break;
                }
                parameters.add(new Parameter(parameter.group(1), parameter.group(2)));
            }
        }
        return wellFormed ? new CaaValue(issuer, parameters, false) : new CaaValue("", List.of(), true);
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /**
     * Gives all values of one tag.
     *
     * @param tag the tag, upper and lower case alike
     * @return its values in their order; empty when it does not occur
     */
    public List<String> values(String tag) {
        return parameters.stream()
                .filter(p -> p.tag().equalsIgnoreCase(tag))
                .map(Parameter::value)
                .toList();
    }

    /**
     * {@return the one ACME account that may ask, to be compared octet by octet (RFC 8657 §3); absent allows all. Where
     * the condition is repeated it is {@code ""}, which is the URL of no account}
     */
    public Optional<String> accountUri() {
        List<String> values = values("accounturi");
        return values.isEmpty() ? Optional.empty() : Optional.of(values.size() == 1 ? values.get(0) : "");
    }

    /**
     * {@return the challenge types, and names beginning with {@code ca-}, by which control may be shown (RFC 8657 §4);
     * an absent list allows all, an empty one none. Where the condition is repeated or no list of names, it is empty}
     */
    public Optional<List<String>> validationMethods() {
        List<String> values = values("validationmethods");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = values.get(0);
        boolean none = values.size() > 1 || value.isEmpty() || !isMethods(value);
        return Optional.of(none ? List.of() : List.of(value.split(",", -1)));
    }

    private static boolean isMethods(String value) {
        return METHODS.matcher(value).matches();
    }

    /**
     * {@return whether nobody can meet the conditions: the value is malformed or names no issuer, or {@code accounturi}
     * or {@code validationmethods} is repeated or invalid (RFC 8657 §3, §4)}
     */
    public boolean isUnsatisfiable() {
        return issuer.isEmpty() || check().stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }

    /**
     * Looks for mistakes.
     *
     * @return findings; empty when there are none. That no CA may issue is not a mistake
     */
    public List<Finding> check() {
        List<Finding> found = new ArrayList<>();
        if (malformed) {
            found.add(error(
                    "malformed",
                    "RFC 8659 §4.2",
                    "the value does not follow the grammar, so nobody may issue",
                    "write: issuer; tag=value; tag=value"));
        }
        for (String tag : List.of("accounturi", "validationmethods")) {
            if (values(tag).size() > 1) {
                found.add(error("repeated", "RFC 8657", tag + " is repeated", "give each condition once"));
            }
        }
        if (values("accounturi").size() == 1
                && !ChallengeText.isAbsoluteUrl(values("accounturi").get(0))) {
            found.add(error("accounturi", "RFC 8657 §3", "accounturi is not a URI", "give the URL of the account"));
        }
        if (values("validationmethods").size() == 1
                && !isMethods(values("validationmethods").get(0))) {
            found.add(error(
                    "validationmethods",
                    "RFC 8657 §4",
                    "validationmethods is not a list of names",
                    "separate the names by commas alone"));
        }
        return List.copyOf(found);
    }

    private static Finding error(String rule, String section, String problem, String advice) {
        return new Finding(Severity.ERROR, "caaValue/" + rule, "", section, problem, advice);
    }

    /**
     * {@return the text of the property's value; a malformed one becomes {@code ";"}, which means the same}
     */
    @Override
    public String toString() {
        if (issuer.isEmpty() && parameters.isEmpty()) {
            return ";";
        }
        return issuer
                + parameters.stream().map(p -> "; " + p.tag() + "=" + p.value()).collect(Collectors.joining());
    }
}
