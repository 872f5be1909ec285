package dev.akme.cli.inspect;

import dev.akme.json.Finding;
import dev.akme.messages.CaaValue;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.DnsPersistRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains records of the DNS, and the short texts that stand in them and in URLs. */
final class RecordExplainer {

    /** What stands before the data: name, time to live, class, type. */
    private static final Pattern RECORD = Pattern.compile(
            "(?:(\\S{1,255})[ \\t]+)?(?:[0-9]{1,10}[ \\t]+)?(?:IN[ \\t]+)?(CAA|TXT)[ \\t]+(\\S.*)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CAA_DATA = Pattern.compile("([0-9]{1,3})[ \\t]+([A-Za-z0-9]{1,15})[ \\t]+(\\S.*|)");
    private static final Pattern DIGEST = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern PAIR = Pattern.compile("[A-Za-z0-9_-]{1,1000}\\.[A-Za-z0-9_-]{1,1000}");
    private static final int LONGEST = 70_000;
    private static final int CRITICAL = 128;

    private final Times times;

    RecordExplainer(Times times) {
        this.times = times;
    }

    /** Explains one line, or nothing when it is nothing that is known. */
    Optional<Explanation> explain(String line, Optional<Kind> kind) {
        String text = line.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        if (kind.isPresent()) {
            return forced(text, kind.get().name());
        }
        Matcher record = RECORD.matcher(text);
        if (record.matches()) {
            String name = Optional.ofNullable(record.group(1)).orElse("");
            return record.group(2).equalsIgnoreCase("CAA")
                    ? caaData(record.group(3))
                    : txt(name, join(record.group(3)));
        }
        if (CAA_DATA.matcher(text).matches()) {
            return caaData(text);
        }
        if (PAIR.matcher(text).matches()) {
            Optional<Explanation> pair = pair(text);
            if (pair.isPresent()) {
                return pair;
            }
        }
        String joined = join(text);
        return isValue(joined) ? Optional.of(value(joined)) : Optional.empty();
    }

    private Optional<Explanation> forced(String text, String kind) {
        Matcher record = RECORD.matcher(text);
        String data = record.matches() ? record.group(3) : text;
        return switch (kind) {
            case Kind.CAA -> CAA_DATA.matcher(data).matches() ? caaData(data) : Optional.of(caa("issue", join(data)));
            case Kind.DNS_PERSIST -> Optional.of(persist(join(data)));
            case Kind.CERTIFICATE_ID -> Optional.of(certificateIdentifier(parseIdentifier(text)));
            case Kind.KEY_AUTHORIZATION -> Optional.of(keyAuthorization(text));
            default -> Optional.empty();
        };
    }

    /** With conditions only: a domain name by itself can be anything. */
    private static boolean isValue(String text) {
        CaaValue value = CaaValue.parse(text);
        return !value.malformed() && !value.parameters().isEmpty();
    }

    private Explanation value(String text) {
        CaaValue value = CaaValue.parse(text);
        boolean persist = !value.values("accounturi").isEmpty()
                && value.values("validationmethods").isEmpty();
        Explanation found = persist ? persist(text) : caa("issue", text);
        String other = persist ? Kind.CAA : Kind.DNS_PERSIST;
        return new Explanation(
                found.kind(),
                found.section(),
                found.summary(),
                List.of(other),
                found.facts(),
                found.members(),
                found.parts(),
                found.findings());
    }

    // ---- CAA

    private Optional<Explanation> caaData(String data) {
        Matcher parts = CAA_DATA.matcher(data);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) > 255) {
            return Optional.empty();
        }
        String tag = parts.group(2);
        Explanation about = caa(tag, join(parts.group(3)));
        int flags = Integer.parseInt(parts.group(1));
        List<Entry> facts = new ArrayList<>();
        facts.add(Entry.fact(
                "flags",
                String.valueOf(flags),
                (flags & CRITICAL) != 0 ? "A CA that does not know the tag must not issue." : "Nothing special.",
                "RFC 8659 §4.1"));
        facts.addAll(about.facts());
        return Optional.of(new Explanation(
                about.kind(),
                about.section(),
                about.summary(),
                about.couldBe(),
                facts,
                about.members(),
                about.parts(),
                about.findings()));
    }

    private static Explanation caa(String tag, String text) {
        Explanation.Builder out = new Explanation.Builder(
                Kind.CAA, "RFC 8659", "A CAA record: says which CA may issue certificates for a domain.");
        boolean issue = tag.equalsIgnoreCase("issue");
        boolean wild = tag.equalsIgnoreCase("issuewild");
        boolean mail = tag.equalsIgnoreCase("issuemail");
        String meaning = issue
                ? "Who may issue, if there is no issuewild for wildcards too."
                : wild
                        ? "Who may issue for wildcards."
                        : mail ? "Who may issue for mail." : "Of no interest to issuing.";
        out.fact("tag", Shown.text(tag), meaning, issue ? "RFC 8659 §4.2" : wild ? "RFC 8659 §4.3" : "");
        if (!issue && !wild && !mail) {
            return out.fact("value", text.isEmpty() ? "(empty)" : Shown.text(text), "", "")
                    .build();
        }
        CaaValue value = CaaValue.parse(text);
        out.fact(
                "issuer",
                value.issuer().isEmpty() ? "(none)" : value.issuer(),
                value.issuer().isEmpty() ? "No CA may issue." : "The CA that may, by the name in its directory.",
                "RFC 8659 §4.2");
        for (CaaValue.Parameter parameter : value.parameters()) {
            String name = parameter.tag();
            out.fact(
                    name,
                    parameter.value().isEmpty() ? "(empty)" : Shown.text(parameter.value()),
                    name.equalsIgnoreCase("accounturi")
                            ? "The only account that may ask."
                            : name.equalsIgnoreCase("validationmethods")
                                    ? "The only ways to show control."
                                    : "A condition that the CA itself explains.",
                    name.equalsIgnoreCase("accounturi")
                            ? "RFC 8657 §3"
                            : name.equalsIgnoreCase("validationmethods") ? "RFC 8657 §4" : "");
        }
        return out.findings(value.check()).build();
    }

    // ---- TXT

    private Optional<Explanation> txt(String name, String text) {
        if (name.startsWith("_validation-persist")) {
            return Optional.of(persist(text));
        }
        if (DIGEST.matcher(text).matches()) {
            return Optional.of(new Explanation.Builder(
                            "dns01",
                            "RFC 8555 §8.4",
                            "What dns-01 asks for: a TXT record with the SHA-256 of the key authorization.")
                    .fact("digest", text, "The SHA-256 of token, dot and thumbprint, in base64url.", "RFC 8555 §8.4")
                    .build());
        }
        return isValue(text) ? Optional.of(value(text)) : Optional.empty();
    }

    private Explanation persist(String text) {
        Explanation.Builder out = new Explanation.Builder(
                Kind.DNS_PERSIST,
                "draft-ietf-acme-dns-persist §4",
                "A record of dns-persist-01: says, for longer, which account may have certificates.");
        DnsPersistRecord record;
        try {
            record = DnsPersistRecord.parse(text);
        } catch (IllegalArgumentException e) {
            return out.findings(List.of(new Finding(
                            Finding.Severity.ERROR,
                            "dnsPersist/refused",
                            "",
                            "draft-ietf-acme-dns-persist §4",
                            String.valueOf(e.getMessage()),
                            "write: issuer; accounturi=URL")))
                    .build();
        }
        String section = "draft-ietf-acme-dns-persist §4";
        out.fact("issuer", record.issuer(), "The CA: one of the names in the challenge.", section);
        out.fact("accounturi", Shown.text(record.accountUri()), "The account, to the letter.", section);
        out.fact(
                "policy",
                record.wildcard() ? "wildcard" : "(none)",
                record.wildcard() ? "For the name, all names below it, and wildcards." : "For the name alone.",
                section);
        record.persistUntil()
                .ifPresent(until ->
                        out.fact(Entry.fact("persistUntil", until.toString(), "When it ends to count.", section)
                                .remark(times.remark("expires", until))));
        return out.build();
    }

    // ---- two parts with a dot between

    private static Optional<Explanation> pair(String text) {
        if (DIGEST.matcher(text.substring(text.indexOf('.') + 1)).matches()) {
            return Optional.of(keyAuthorization(text));
        }
        try {
            return Optional.of(certificateIdentifier(CertificateIdentifier.parse(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Explanation keyAuthorization(String text) {
        if (!PAIR.matcher(text).matches()) {
            throw new Unreadable("a key authorization is a token and a thumbprint with a dot between");
        }
        int dot = text.indexOf('.');
        return new Explanation.Builder(
                        Kind.KEY_AUTHORIZATION,
                        "RFC 8555 §8.1",
                        "A key authorization: what http-01 serves, and other challenges hash.")
                .fact("token", text.substring(0, dot), "The token of the challenge.", "RFC 8555 §8.1")
                .fact("thumbprint", text.substring(dot + 1), "The name of the account's key.", "RFC 7638")
                .build();
    }

    private static CertificateIdentifier parseIdentifier(String text) {
        try {
            return CertificateIdentifier.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("this is no certificate identifier: " + e.getMessage());
        }
    }

    private static Explanation certificateIdentifier(CertificateIdentifier id) {
        return new Explanation.Builder(
                        Kind.CERTIFICATE_ID,
                        "RFC 9773 §4.1",
                        "The name of a certificate in renewalInfo URLs and in replaces of orders.")
                .fact("authorityKeyIdentifier", Shown.hex(id.keyIdentifier()), "The name of its issuer's key.", "")
                .fact("serial", Shown.hex(id.serial().toByteArray()), "Its number at its issuer.", "")
                .build();
    }

    /** The strings in quotes joined, or the text as it stands when it has none. */
    private static String join(String data) {
        String bare = data.strip();
        if (!bare.startsWith("\"")) {
            return bare;
        }
        StringBuilder joined = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c == '"') {
                inside = !inside;
            } else if (inside) {
                boolean escaped = c == '\\' && i + 1 < bare.length();
                joined.append(escaped ? bare.charAt(++i) : c);
            }
        }
        return joined.toString();
    }
}
