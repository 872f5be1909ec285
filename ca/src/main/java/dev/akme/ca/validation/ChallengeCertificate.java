package dev.akme.ca.validation;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.challenge.TlsAlpn01;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/**
 * Checks the certificate of tls-alpn-01 (RFC 8737 §3). An extension that is there twice never comes here: the JDK does not
 * read such a certificate. The dates of the certificate mean nothing.
 */
final class ChallengeCertificate {

    private static final String SUBJECT_ALT_NAME = "2.5.29.17";
    private static final String SECTION = " (RFC 8737 §3)";

    private ChallengeCertificate() {}

    static Optional<Problem> check(X509Certificate certificate, Identifier identifier, KeyAuthorization expected) {
        if (!isSelfSigned(certificate)) {
            return refuse("the certificate is not self-signed");
        }
        Optional<Problem> wrongName = checkName(certificate.getExtensionValue(SUBJECT_ALT_NAME), identifier);
        if (wrongName.isPresent()) {
            return wrongName;
        }
        byte[] value = certificate.getExtensionValue(TlsAlpn01.EXTENSION_OID);
        if (value == null) {
            return refuse("the certificate has no acmeIdentifier extension");
        }
        // Only then do those who do not know what the certificate is for refuse it.
        if (!certificate.getCriticalExtensionOIDs().contains(TlsAlpn01.EXTENSION_OID)) {
            return refuse("the acmeIdentifier extension of the certificate is not critical");
        }
        byte[] digest = ASN1OctetString.getInstance(value).getOctets();
        // As the check takes both what the extension holds and all of it, another level of wrapping could pass for one.
        if (digest.length != TlsAlpn01.extensionValue(expected).length) {
            return refuse("the acmeIdentifier extension of the certificate is not an OCTET STRING of 32 octets");
        }
        return TlsAlpn01.check(digest, expected);
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        try {
            certificate.verify(certificate.getPublicKey());
            return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<Problem> checkName(byte @Nullable [] extension, Identifier identifier) {
        if (extension == null) {
            return refuse("the certificate has no subjectAltName");
        }
        GeneralName[] names;
        try {
            names = GeneralNames.getInstance(
                            ASN1OctetString.getInstance(extension).getOctets())
                    .getNames();
        } catch (IllegalArgumentException e) {
            return refuse("the subjectAltName of the certificate cannot be read");
        }
        if (names.length != 1) {
            return refuse("the certificate has " + names.length + " names, not one");
        }
        return isName(names[0], identifier)
                ? Optional.empty()
                : refuse("the certificate is for another name: "
                        + Excerpt.of(names[0].getName().toString()));
    }

    private static boolean isName(GeneralName name, Identifier identifier) {
        Optional<byte[]> address = identifier.ipAddress();
        if (address.isPresent()) {
            return name.getTagNo() == GeneralName.iPAddress
                    && Arrays.equals(ASN1OctetString.getInstance(name.getName()).getOctets(), address.get());
        }
        return name.getTagNo() == GeneralName.dNSName
                && ASN1IA5String.getInstance(name.getName())
                        .getString()
                        .toLowerCase(Locale.ROOT)
                        .equals(TlsAlpn01.serverName(identifier));
    }

    private static Optional<Problem> refuse(String detail) {
        return Optional.of(Problem.of(ProblemType.UNAUTHORIZED, detail + SECTION));
    }
}
