package dev.akme.client;

import dev.akme.der.DerReader;
import dev.akme.der.DerWriter;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import java.util.Optional;
import java.util.regex.Pattern;

/** Identifiers as names in a certificate: the GeneralName of each type (RFC 5280 §4.2.1.6), both ways. */
final class GeneralNames {

    private static final int OTHER_NAME = 0xa0;
    private static final int RFC822_NAME = 0x81;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final int EXPLICIT_VALUE = 0xa0;

    /** RFC 4043 §2. */
    private static final String PERMANENT_IDENTIFIER = "1.3.6.1.5.5.7.8.3";
    /** RFC 4108 §5. */
    private static final String HARDWARE_MODULE_NAME = "1.3.6.1.5.5.7.8.4";
    /** RFC 9598 §3. */
    private static final String SMTP_UTF8_MAILBOX = "1.3.6.1.5.5.7.8.9";
    /** RFC 9174 §4.4.2. */
    private static final String BUNDLE_EID = "1.3.6.1.5.5.7.8.11";

    // Longer numbers are allowed, but were never seen.
    private static final String ARC = "(?:0|[1-9][0-9]{0,16})";
    private static final Pattern OID = Pattern.compile("(?:[01]\\.[1-3]?[0-9]|2\\." + ARC + ")(?:\\." + ARC + ")*");
    private static final String DEVICE_SECTION = "draft-ietf-acme-device-attest §3, §4";

    private GeneralNames() {}

    // ---- writing

    /**
     * Throws {@link IllegalArgumentException} when the type has no such name, and
     * {@link dev.akme.json.MemberException} when the value is not one of its type.
     */
    static byte[] write(Identifier identifier) {
        String value = identifier.value();
        return switch (identifier.type().value()) {
            case "dns" ->
                DerWriter.value(DNS_NAME, DerText.ascii(Identifier.dns(value).value()));
            case "ip" ->
                DerWriter.value(IP_ADDRESS, Identifier.ip(value).ipAddress().orElseThrow());
            case "email" -> mailbox(Identifier.email(value).value());
            case "permanent-identifier" -> permanentIdentifier(value);
            case "hardware-module" -> hardwareModule(value);
            case "bundleEID" ->
                otherName(
                        BUNDLE_EID,
                        DerWriter.value(
                                DerText.IA5_STRING,
                                DerText.ascii(Identifier.of(IdentifierType.BUNDLE_EID, value)
                                        .value())));
            default ->
                throw new IllegalArgumentException("identifiers of the type " + identifier.type()
                        + " have no place in a request that is made here: make the request elsewhere and hand it in");
        };
    }

    /**
     * An address in ASCII stays to the letter. Of others the domain is written in A-labels; what has ASCII before the at
     * sign only is then an ordinary address (RFC 9598 §3).
     */
    private static byte[] mailbox(String address) {
        int at = address.lastIndexOf('@');
        String local = address.substring(0, at);
        String domain = address.substring(at + 1);
        String written = DerText.isAscii(domain)
                ? address
                : local + '@' + Identifier.dnsFromUnicode(domain).value();
        return DerText.isAscii(local)
                ? DerWriter.value(RFC822_NAME, DerText.ascii(written))
                : otherName(SMTP_UTF8_MAILBOX, DerText.utf8String(written));
    }

    /** The value names the device and, after a slash, may name who assigned the name. */
    private static byte[] permanentIdentifier(String value) {
        int slash = value.indexOf('/');
        if (slash < 0) {
            return otherName(PERMANENT_IDENTIFIER, DerWriter.sequence(DerText.utf8String(part(value))));
        }
        return otherName(
                PERMANENT_IDENTIFIER,
                DerWriter.sequence(
                        DerText.utf8String(part(value.substring(0, slash))), oid(value.substring(slash + 1))));
    }

    /** The value is the serial number and, after a slash, the type of the module. */
    private static byte[] hardwareModule(String value) {
        int slash = value.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException(
                    "the hardware module has no type: give serial/1.2.3 (" + DEVICE_SECTION + ")");
        }
        return otherName(
                HARDWARE_MODULE_NAME,
                DerWriter.sequence(
                        oid(value.substring(slash + 1)),
                        DerWriter.octetString(DerText.utf8(part(value.substring(0, slash))))));
    }

    private static String part(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the name of the device is empty (" + DEVICE_SECTION + ")");
        }
        return text;
    }

    private static byte[] oid(String dotted) {
        if (!OID.matcher(dotted).matches()) {
            throw new IllegalArgumentException(
                    "what follows the slash is no object identifier such as 1.2.3 (" + DEVICE_SECTION + ")");
        }
        return DerWriter.oid(dotted);
    }

    private static byte[] otherName(String oid, byte[] value) {
        return DerWriter.value(OTHER_NAME, DerWriter.oid(oid), DerWriter.value(EXPLICIT_VALUE, value));
    }

    // ---- reading

    /** Reads the next value; empty when no identifier stands for a name of that kind. */
    static Optional<Identifier> read(DerReader from) {
        return switch (from.peekTag()) {
            case DNS_NAME -> Optional.of(Identifier.dns(DerText.ascii(from.contents(DNS_NAME))));
            case RFC822_NAME -> Optional.of(Identifier.email(DerText.ascii(from.contents(RFC822_NAME))));
            case IP_ADDRESS -> Optional.of(ipAddress(from.contents(IP_ADDRESS)));
            case OTHER_NAME -> otherName(from.enter(OTHER_NAME));
            default -> {
                from.whole();
                yield Optional.empty();
            }
        };
    }

    private static Identifier ipAddress(byte[] octets) {
        if (octets.length != 4 && octets.length != 16) {
            throw new IllegalArgumentException("an IP address has neither 4 nor 16 octets (RFC 5280 §4.2.1.6)");
        }
        // Not by InetAddress, which takes mapped addresses for IPv4.
        StringBuilder text = new StringBuilder();
        if (octets.length == 4) {
            for (byte octet : octets) {
                text.append(text.isEmpty() ? "" : ".").append(octet & 0xff);
            }
        } else {
            for (int i = 0; i < octets.length; i += 2) {
                int group = (octets[i] & 0xff) << 8 | (octets[i + 1] & 0xff);
                text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
            }
        }
        return Identifier.ip(text.toString());
    }

    private static Optional<Identifier> otherName(DerReader name) {
        String oid = name.oid();
        DerReader value = name.enter(EXPLICIT_VALUE);
        name.end();
        Optional<Identifier> identifier = switch (oid) {
            case SMTP_UTF8_MAILBOX -> Optional.of(Identifier.email(DerText.utf8String(value)));
            case BUNDLE_EID ->
                Optional.of(
                        Identifier.of(IdentifierType.BUNDLE_EID, DerText.ascii(value.contents(DerText.IA5_STRING))));
            case PERMANENT_IDENTIFIER -> permanentIdentifier(value.sequence());
            case HARDWARE_MODULE_NAME -> hardwareModule(value.sequence());
            default -> {
                value.whole();
                yield Optional.empty();
            }
        };
        value.end();
        return identifier;
    }

    /** Both parts may be absent, but an identifier has the first. */
    private static Optional<Identifier> permanentIdentifier(DerReader name) {
        Optional<String> device =
                name.peekTag() == DerText.UTF8_STRING ? Optional.of(DerText.utf8String(name)) : Optional.empty();
        String assigner = name.hasMore() ? "/" + name.oid() : "";
        name.end();
        return device.filter(GeneralNames::isPart)
                .map(text -> Identifier.of(IdentifierType.PERMANENT_IDENTIFIER, text + assigner));
    }

    /** Any octets are a serial number, but an identifier has text. */
    private static Optional<Identifier> hardwareModule(DerReader name) {
        String type = name.oid();
        Optional<String> serial = DerText.utf8(name.octetString());
        name.end();
        return serial.filter(GeneralNames::isPart)
                .map(text -> Identifier.of(IdentifierType.HARDWARE_MODULE, text + "/" + type));
    }

    private static boolean isPart(String text) {
        return !text.isEmpty() && text.indexOf('/') < 0;
    }
}
