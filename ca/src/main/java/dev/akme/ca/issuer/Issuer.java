package dev.akme.ca.issuer;

import dev.akme.ca.Profile;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import java.net.URI;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * Makes the certificates of subscribers (RFC 5280 §4). Keeps no record of them. Immutable and safe for use by many threads.
 */
public final class Issuer {

    private static final Extension NO_CA =
            CertificateShape.extension(Extension.basicConstraints, true, new BasicConstraints(false));
    private static final Extension SERVERS = CertificateShape.extension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    private static final Extension SERVERS_AND_CLIENTS =
            CertificateShape.extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
    private static final Extension MUST_STAPLE = CertificateShape.extension(
            CertificateShape.TLS_FEATURE, false, new DERSequence(new ASN1Integer(RequestedContent.STATUS_REQUEST)));

    private final Authority authority;
    private final SecureRandom random;

    /** The extensions that say something of the issuer, the same for all certificates. */
    private final List<Extension> ofIssuer;

    private Issuer(Authority authority, SecureRandom random, List<Extension> ofIssuer) {
        this.authority = authority;
        this.random = random;
        this.ofIssuer = List.copyOf(ofIssuer);
    }

    /**
     * Makes an issuer whose certificates say neither where a revocation list is, nor where the issuer's certificate.
     *
     * @param authority whose intermediate certificate issues
     * @param random where serial numbers come from
     * @return the issuer
     */
    public static Issuer of(Authority authority, SecureRandom random) {
        return new Issuer(authority, random, List.of(authority.authorityKeyIdentifier()));
    }

    /**
     * Makes an issuer whose certificates say where the revocation list is too (RFC 5280 §4.2.1.13).
     *
     * @param url where the list is, by {@code http}: readers must not need TLS for it
     * @return the new issuer
     */
    public Issuer withRevocationList(URI url) {
        DistributionPointName name = new DistributionPointName(new GeneralNames(location(url)));
        return with(CertificateShape.extension(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)})));
    }

    /**
     * Makes an issuer whose certificates say where the issuer's own certificate is too (RFC 5280 §4.2.2.1).
     *
     * @param url where it is in DER, by {@code http}
     * @return the new issuer
     */
    public Issuer withIssuerCertificate(URI url) {
        return withAccess(new AccessDescription(AccessDescription.id_ad_caIssuers, location(url)));
    }

    /**
     * Makes an issuer whose certificates say where an OCSP responder is too (RFC 5280 §4.2.2.1).
     *
     * @param url where it is
     * @return the new issuer
     */
    public Issuer withOcspResponder(URI url) {
        return withAccess(new AccessDescription(AccessDescription.id_ad_ocsp, location(url)));
    }

    private Issuer withAccess(AccessDescription added) {
        List<AccessDescription> all = new ArrayList<>();
        for (Extension extension : ofIssuer) {
            if (extension.getExtnId().equals(Extension.authorityInfoAccess)) {
                all.addAll(List.of(AuthorityInformationAccess.getInstance(extension.getParsedValue())
                        .getAccessDescriptions()));
            }
        }
        all.removeIf(other -> other.getAccessMethod().equals(added.getAccessMethod()));
        all.add(added);
        return with(CertificateShape.extension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(all.toArray(AccessDescription[]::new))));
    }

    private Issuer with(Extension extension) {
        List<Extension> all = new ArrayList<>(ofIssuer);
        all.removeIf(other -> other.getExtnId().equals(extension.getExtnId()));
        all.add(extension);
        return new Issuer(authority, random, all);
    }

    private static GeneralName location(URI url) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, url.toASCIIString());
    }

    /**
     * Issues a certificate. What it is for must have been validated, and its key checked, by the caller.
     *
     * @param key the key of the certificate
     * @param identifiers what it is for, of the types {@code dns} and {@code ip}; one that is there twice is written once
     * @param profile what the certificate is like; its lifetime and limits are for the caller
     * @param notBefore from when on it is valid; cut to seconds, and not before the issuer's certificate
     * @param notAfter the last second in which it is valid; cut to seconds, and to the end of the issuer's certificate
     * @param mustStaple whether it obliges servers to staple an OCSP response (RFC 7633 §4.2.3)
     * @return the certificate
     * @throws AcmeProblemException with {@code badCSR} when the profile has no use for that kind of key
     * @throws IllegalArgumentException when there is no identifier, one of another type, or no time left
     * @throws dev.akme.json.MemberException when an identifier has not the form that its type demands
     */
    public X509Certificate issue(
            PublicKey key,
            Collection<Identifier> identifiers,
            Profile profile,
            Instant notBefore,
            Instant notAfter,
            boolean mustStaple) {
        Instant from = latest(notBefore.truncatedTo(ChronoUnit.SECONDS), authority.notBefore());
        Instant to = earliest(notAfter.truncatedTo(ChronoUnit.SECONDS), authority.notAfter());
        if (from.isAfter(to)) {
            throw new IllegalArgumentException(
                    "no time is left between the start of the certificate and the end of it, or of its issuer's");
        }
        Set<Identifier> names = checked(identifiers);
        String commonName = profile.commonName() ? commonName(names) : "";
        X500Name subject = CertificateShape.subject(commonName);
        SubjectPublicKeyInfo spki = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        X509v3CertificateBuilder certificate = new X509v3CertificateBuilder(
                authority.name(),
                CertificateShape.serial(random),
                CertificateShape.time(from),
                CertificateShape.time(to),
                subject,
                spki);
        try {
            certificate.addExtension(keyUsage(profile, spki));
            certificate.addExtension(profile.clientAuth() ? SERVERS_AND_CLIENTS : SERVERS);
            certificate.addExtension(NO_CA);
            if (profile.subjectKeyIdentifier()) {
                certificate.addExtension(Extension.subjectKeyIdentifier, false, CertificateShape.keyIdentifier(spki));
            }
            for (Extension extension : ofIssuer) {
                certificate.addExtension(extension);
            }
            // Readers that do not know the names must not take an empty subject for one (RFC 5280 §4.2.1.6).
            certificate.addExtension(Extension.subjectAlternativeName, commonName.isEmpty(), alternativeNames(names));
            if (mustStaple) {
                certificate.addExtension(MUST_STAPLE);
            }
        } catch (CertIOException e) {
            throw new IllegalStateException("an extension cannot be encoded", e);
        }
        return authority.signer().sign(certificate);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Checks the names once more: what stands in a certificate cannot be taken back. */
    private static Set<Identifier> checked(Collection<Identifier> identifiers) {
        Set<Identifier> names = new LinkedHashSet<>();
        for (Identifier identifier : identifiers) {
            IdentifierType type = identifier.type();
            if (type.equals(IdentifierType.DNS)) {
                names.add(Identifier.dns(identifier.value().toLowerCase(Locale.ROOT)));
            } else if (type.equals(IdentifierType.IP)) {
                names.add(Identifier.ip(identifier.value()));
            } else {
                throw new IllegalArgumentException("certificates have no identifiers of the type " + type);
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a certificate is for one identifier at least");
        }
        return names;
    }

    /** The first domain name that is short enough. */
    private static String commonName(Set<Identifier> names) {
        return names.stream()
                .filter(name -> name.type().equals(IdentifierType.DNS))
                .map(Identifier::value)
                .filter(name -> name.length() <= CertificateShape.MAX_COMMON_NAME)
                .findFirst()
                .orElse("");
    }

    private static Extension keyUsage(Profile profile, SubjectPublicKeyInfo key) {
        boolean rsa = key.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption);
        int bits = 0;
        if (profile.keyUsages().contains(Profile.KeyUsage.DIGITAL_SIGNATURE)) {
            bits |= KeyUsage.digitalSignature;
        }
        if (rsa && profile.keyUsages().contains(Profile.KeyUsage.KEY_ENCIPHERMENT)) {
            bits |= KeyUsage.keyEncipherment;
        }
        if (bits == 0) {
            // No bit at all is not allowed, and no extension would allow everything (RFC 5280 §4.2.1.3).
            throw Refusals.badCsr("the profile " + profile.name() + " has no use for this kind of key");
        }
        return CertificateShape.extension(Extension.keyUsage, true, new KeyUsage(bits));
    }

    private static GeneralNames alternativeNames(Set<Identifier> names) {
        return new GeneralNames(names.stream()
                .map(name -> name.ipAddress()
                        .map(address -> new GeneralName(GeneralName.iPAddress, new DEROctetString(address)))
                        .orElseGet(() -> new GeneralName(GeneralName.dNSName, name.value())))
                .toArray(GeneralName[]::new));
    }

    /**
     * Gives the chains of a certificate: one for each root, in the order of {@link #roots()}. The first is the default, the
     * others are for {@code Link} with {@code alternate} (RFC 8555 §7.4.2). The roots themselves are left out: who trusts
     * them has them.
     *
     * @param leaf a certificate that this issuer made
     * @return the chains, one at least
     */
    public List<CertificateChain> chains(X509Certificate leaf) {
        return authority.chains().stream()
                .map(chain -> CertificateChain.of(
                        Stream.concat(Stream.of(leaf), chain.stream()).toList()))
                .toList();
    }

    /**
     * {@return the roots, as {@link Authority#roots()}}
     */
    public List<X509Certificate> roots() {
        return authority.roots();
    }

    /**
     * {@return whose intermediate certificate issues}
     */
    public Authority authority() {
        return authority;
    }
}
