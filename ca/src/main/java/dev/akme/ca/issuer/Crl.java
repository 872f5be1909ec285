package dev.akme.ca.issuer;

import dev.akme.messages.RevocationReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.jspecify.annotations.Nullable;

/** Makes certificate revocation lists (RFC 5280 §5): complete ones, for what the intermediate certificate issued. */
public final class Crl {

    private Crl() {}

    /**
     * A certificate that is revoked.
     *
     * @param serial its serial number
     * @param revokedAt since when, to the second
     * @param reason why; {@link RevocationReason#UNSPECIFIED} is left out of the list, as RFC 5280 §5.3.1 wants it
     */
    public record Entry(BigInteger serial, Instant revokedAt, RevocationReason reason) {

        /**
         * Checks the reason.
         *
         * @throws IllegalArgumentException when it is one that a complete list cannot give
         */
        public Entry {
            if (!reason.isKnown() || reason.equals(RevocationReason.REMOVE_FROM_CRL)) {
                throw new IllegalArgumentException("a complete revocation list cannot give the reason " + reason);
            }
        }
    }

    /**
     * Makes a list and signs it.
     *
     * @param authority whose intermediate certificate signs
     * @param number the number of the list, greater than that of the list before
     * @param thisUpdate when it was made, to the second
     * @param nextUpdate when the next one is there at the latest
     * @param entries what is revoked and not yet expired
     * @return the list in DER, as it is to be published with {@code application/pkix-crl}
     * @throws IllegalArgumentException when the number is negative or has more than 20 octets, or the next update is not
     *     after this one
     */
    public static byte[] sign(
            Authority authority, BigInteger number, Instant thisUpdate, Instant nextUpdate, Collection<Entry> entries) {
        if (number.signum() < 0 || number.bitLength() >= 160) {
            throw new IllegalArgumentException("the number of a revocation list has 1 to 20 octets (RFC 5280 §5.2.3)");
        }
        if (!nextUpdate.isAfter(thisUpdate)) {
            throw new IllegalArgumentException("the next update must be after this one");
        }
        X509v2CRLBuilder list = new X509v2CRLBuilder(authority.name(), CertificateShape.time(thisUpdate));
        list.setNextUpdate(CertificateShape.time(nextUpdate));
        for (Entry entry : entries) {
            list.addCRLEntry(entry.serial(), Date.from(entry.revokedAt()), reason(entry));
        }
        try {
            list.addExtension(authority.authorityKeyIdentifier());
            list.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            return list.build(authority.signer().contentSigner()).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("the revocation list cannot be encoded", e);
        }
    }

    private static @Nullable Extensions reason(Entry entry) {
        if (entry.reason().equals(RevocationReason.UNSPECIFIED)) {
            return null;
        }
        return new Extensions(CertificateShape.extension(
                Extension.reasonCode, false, CRLReason.lookup(entry.reason().code())));
    }
}
