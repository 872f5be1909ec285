package dev.akme.ca.issuer;

import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;

/** What a certification request asks for: names in the subject and in the extensions that its attributes ask for. */
record RequestedContent(Set<Identifier> identifiers, boolean mustStaple) {

    /** The feature {@code status_request} (RFC 7633 §4.2.3). */
    static final int STATUS_REQUEST = 5;

    private static final ASN1ObjectIdentifier TN_AUTH_LIST = X509ObjectIdentifiers.id_pe.branch("26");

    static RequestedContent of(CertificationRequestInfo info) {
        Optional<Extensions> extensions = extensions(info);
        Set<Identifier> alternatives = new LinkedHashSet<>();
        boolean mustStaple = false;
        if (extensions.isPresent()) {
            value(extensions.get(), Extension.subjectAlternativeName)
                    .ifPresent(names -> addAlternativeNames(names, alternatives));
            refuseCa(extensions.get());
            refuseTelephoneNumbers(extensions.get());
            mustStaple = value(extensions.get(), CertificateShape.TLS_FEATURE)
                    .filter(RequestedContent::asksForStapling)
                    .isPresent();
        }
        Set<Identifier> all = new LinkedHashSet<>();
        for (String name : commonNames(info.getSubject())) {
            all.add(ofCommonName(name, alternatives));
        }
        all.addAll(alternatives);
        if (all.isEmpty()) {
            throw Refusals.badCsr("the request names no identifier: put them into subjectAltName");
        }
        return new RequestedContent(all, mustStaple);
    }

    private static Optional<Extensions> extensions(CertificationRequestInfo info) {
        ASN1Set attributes = info.getAttributes();
        Optional<Extensions> found = Optional.empty();
        for (int i = 0; attributes != null && i < attributes.size(); i++) {
            Attribute attribute = Attribute.getInstance(attributes.getObjectAt(i));
            if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
                if (found.isPresent() || attribute.getAttrValues().size() != 1) {
                    throw Refusals.badCsr("the request asks for extensions more than once");
                }
                found = Optional.of(
                        Extensions.getInstance(attribute.getAttrValues().getObjectAt(0)));
            }
        }
        return found;
    }

    private static Optional<ASN1Encodable> value(Extensions extensions, ASN1ObjectIdentifier oid) {
        return Optional.ofNullable(extensions.getExtensionParsedValue(oid));
    }

    private static void refuseCa(Extensions extensions) {
        boolean ca = value(extensions, Extension.basicConstraints)
                .filter(constraints -> BasicConstraints.getInstance(constraints).isCA())
                .isPresent();
        boolean signs = value(extensions, Extension.keyUsage)
                .map(KeyUsage::getInstance)
                .filter(usage -> usage.hasUsages(KeyUsage.keyCertSign) || usage.hasUsages(KeyUsage.cRLSign))
                .isPresent();
        if (ca || signs) {
            throw Refusals.badCsr(
                    "the request is for the certificate of a CA: ask neither for cA in basicConstraints nor"
                            + " for keyCertSign or cRLSign in keyUsage");
        }
    }

    /** They are an identifier like the alternative names (RFC 9448 §3), so that they must not be passed over. */
    private static void refuseTelephoneNumbers(Extensions extensions) {
        if (extensions.getExtension(TN_AUTH_LIST) != null) {
            throw Refusals.badCsr("the request asks for telephone numbers (TNAuthList): only dNSName and iPAddress are"
                    + " accepted");
        }
    }

    private static boolean asksForStapling(ASN1Encodable features) {
        for (ASN1Encodable feature : ASN1Sequence.getInstance(features)) {
            if (ASN1Integer.getInstance(feature).hasValue(STATUS_REQUEST)) {
                return true;
            }
        }
        return false;
    }

    // ---- names

    private static void addAlternativeNames(ASN1Encodable names, Set<Identifier> identifiers) {
        for (ASN1Encodable element : ASN1Sequence.getInstance(names)) {
            GeneralName name = GeneralName.getInstance(element);
            switch (name.getTagNo()) {
                case GeneralName.dNSName ->
                    identifiers.add(dns(ASN1String.class.cast(name.getName()).getString()));
                case GeneralName.iPAddress ->
                    identifiers.add(
                            ip(ASN1OctetString.getInstance(name.getName()).getOctets()));
                default ->
                    throw Refusals.badCsr("the request has an alternative name of the type " + type(name.getTagNo())
                            + ": only dNSName and iPAddress are accepted");
            }
        }
    }

    private static String type(int tag) {
        return switch (tag) {
            case GeneralName.otherName -> "otherName";
            case GeneralName.rfc822Name -> "rfc822Name (e-mail)";
            case GeneralName.uniformResourceIdentifier -> "uniformResourceIdentifier";
            case GeneralName.directoryName -> "directoryName";
            default -> Integer.toString(tag);
        };
    }

    private static Identifier dns(String name) {
        try {
            return Identifier.dns(name);
        } catch (MemberException e) {
            throw Refusals.badCsr("a name of the request is not a domain name: " + e.getMessage());
        }
    }

    private static Identifier ip(byte[] address) {
        if (address.length == 4) {
            StringJoiner text = new StringJoiner(".");
            for (byte octet : address) {
                text.add(Integer.toString(octet & 0xff));
            }
            return Identifier.ip(text.toString());
        }
        if (address.length == 16) {
            // Not by InetAddress, which makes an IPv4 address of one that is mapped into IPv6.
            StringJoiner text = new StringJoiner(":");
            for (int i = 0; i < address.length; i += 2) {
                text.add(Integer.toHexString((address[i] & 0xff) << 8 | (address[i + 1] & 0xff)));
            }
            return Identifier.ip(text.toString());
        }
        throw Refusals.badCsr("an IP address of the request has " + address.length + " octets: 4 or 16 are right");
    }

    private static List<String> commonNames(X500Name subject) {
        List<String> names = new ArrayList<>();
        for (RDN rdn : subject.getRDNs(BCStyle.CN)) {
            for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                if (attribute.getType().equals(BCStyle.CN)) {
                    names.add(ASN1String.class.cast(attribute.getValue()).getString());
                }
            }
        }
        names.removeIf(String::isEmpty);
        return names;
    }

    /** A common name is one of the names (RFC 8555 §7.4): a domain name, or an address that stands in subjectAltName. */
    private static Identifier ofCommonName(String name, Set<Identifier> alternatives) {
        for (Identifier alternative : alternatives) {
            if (alternative.ipAddress().isPresent() && isSameAddress(name, alternative)) {
                return alternative;
            }
        }
        try {
            return Identifier.dns(name);
        } catch (MemberException e) {
            throw Refusals.badCsr(
                    "the common name of the request is neither a domain name nor an IP address that stands"
                            + " in subjectAltName too: leave it out");
        }
    }

    private static boolean isSameAddress(String name, Identifier address) {
        try {
            return Identifier.ip(name).equals(address);
        } catch (MemberException e) {
            return false;
        }
    }
}
