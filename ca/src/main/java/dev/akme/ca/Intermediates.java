package dev.akme.ca;

import dev.akme.ca.issuer.Authority;
import dev.akme.ca.issuer.Issuer;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.ca.store.StoredIntermediate;
import dev.akme.jose.Base64Url;
import dev.akme.messages.CertificateChain;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All intermediates of the CA: the one that issues, and those that have issued before, whose certificates keep their chains,
 * their revocation lists and the URLs that stand in them. The first that ever was has the URLs without a key identifier. Safe
 * for use by many threads: a rotation replaces what they see in one step.
 */
final class Intermediates {

    /** Changes the keys that there are. */
    interface Change {
        CaKeys of(CaKeys keys) throws IOException;
    }

    /** One of them; without an authority when its key is not here. */
    private record Member(
            StoredIntermediate stored,
            List<List<X509Certificate>> chains,
            Optional<Authority> authority,
            Optional<RevocationList> list) {}

    /** What there is at one time. */
    private record State(Issuer issuer, Issuer plain, String first, Map<String, Member> members, Set<String> kept) {

        String issuing() {
            return issuer.authority().keyIdentifier();
        }
    }

    private final Settings settings;
    private final CaStore store;
    private final Urls open;
    private final UnaryOperator<Issuer> more;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile State state;

    /** Guarded by the lock. */
    private CaKeys keys;

    /**
     * Reads the keys.
     *
     * @param open the URLs of revocation lists and certificates of intermediates
     * @param more adds to the issuers what the others of this class do not
     * @throws IOException when the folder with the keys cannot be used
     */
    Intermediates(Settings settings, Urls open, UnaryOperator<Issuer> more, CaKeys keys) throws IOException {
        this.settings = settings;
        this.store = settings.store();
        this.open = open;
        this.more = more;
        this.keys = keys;
        this.state = read(keys.read());
    }

    // ---- rotation

    /**
     * Takes what there is after a change.
     *
     * @return whether another one issues now
     */
    boolean change(Change change) throws IOException {
        lock.lock();
        try {
            String before = state.issuing();
            CaKeys changed = change.of(keys);
            State next = read(changed.read());
            keys = changed;
            state = next;
            return !next.issuing().equals(before);
        } finally {
            lock.unlock();
        }
    }

    private State read(CaKeys.Present present) {
        Map<String, Authority> authorities = new LinkedHashMap<>();
        present.all().forEach(authority -> authorities.put(authority.keyIdentifier(), authority));
        keep(authorities.values());
        Map<String, Member> members = new LinkedHashMap<>();
        List<StoredIntermediate> all = store.intermediates();
        for (StoredIntermediate stored : all) {
            Optional<Authority> authority = Optional.ofNullable(authorities.get(stored.id()));
            members.put(
                    stored.id(),
                    new Member(
                            stored,
                            stored.chains().stream()
                                    .map(Intermediates::certificates)
                                    .toList(),
                            authority,
                            authority.map(found -> new RevocationList(settings, found))));
        }
        Authority issuing = present.issuing();
        Issuer plain = Issuer.of(issuing, settings.random());
        String first = all.get(0).id();
        Issuer issuer = more.apply(plain.withRevocationList(url(Endpoint.CRL, first, issuing.keyIdentifier()))
                .withIssuerCertificate(url(Endpoint.ISSUER, first, issuing.keyIdentifier())));
        return new State(issuer, plain, first, members, present.kept());
    }

    /** Before something is issued with them, so that it is known what with. */
    private void keep(Iterable<Authority> authorities) {
        Map<String, StoredIntermediate> known = new HashMap<>();
        store.intermediates().forEach(stored -> known.put(stored.id(), stored));
        for (Authority authority : authorities) {
            StoredIntermediate next = stored(authority);
            StoredIntermediate before = known.get(next.id());
            if (before != null && !before.chains().isEmpty()) {
                requireSame(certificates(before.chains().get(0)).get(0), authority.intermediate());
            }
            if (!next.equals(before)) {
                store.put(next);
            }
        }
    }

    private static void requireSame(X509Certificate before, X509Certificate now) {
        if (!before.getSubjectX500Principal().equals(now.getSubjectX500Principal())
                || !before.getPublicKey().equals(now.getPublicKey())) {
            throw new IllegalArgumentException("the intermediate " + now.getSubjectX500Principal()
                    + " has the key identifier of " + before.getSubjectX500Principal()
                    + ", which has issued here: a new intermediate has a new key and another name");
        }
    }

    private static StoredIntermediate stored(Authority authority) {
        List<List<String>> chains = new ArrayList<>();
        for (int i = 0; i < authority.roots().size(); i++) {
            chains.add(Stream.concat(
                            authority.chains().get(i).stream(),
                            Stream.of(authority.roots().get(i)))
                    .map(certificate -> Base64Url.encode(Certificates.der(certificate)))
                    .toList());
        }
        return new StoredIntermediate(authority.keyIdentifier(), chains);
    }

    private static List<X509Certificate> certificates(List<String> chain) {
        return CertificateChain.ofDer(chain.stream().map(Base64Url::decode).toList())
                .certificates();
    }

    // ---- issuing

    /** The one that issues now. */
    Issuer issuer() {
        return state.issuer;
    }

    /** The same, whose certificates do not say where a revocation list is: for the CA's own server. */
    Issuer plainIssuer() {
        return state.plain;
    }

    /** The chains of a certificate, without roots: those of the intermediate that issued it, that to the default root first. */
    List<CertificateChain> chains(StoredCertificate certificate) {
        X509Certificate leaf = Certificates.x509(certificate);
        Member member = state.members.get(certificate.issuerId());
        if (member == null || member.chains.isEmpty()) {
            // It was issued before a CA remembered its intermediates, by one that is gone.
            return List.of(CertificateChain.of(List.of(leaf)));
        }
        return member.chains.stream()
                .map(chain -> CertificateChain.of(Stream.concat(Stream.of(leaf), withoutRoot(chain).stream())
                        .toList()))
                .toList();
    }

    private static List<X509Certificate> withoutRoot(List<X509Certificate> chain) {
        return chain.subList(0, chain.size() - 1);
    }

    // ---- what certificates say of them

    private URI url(Endpoint endpoint, String first, String id) {
        return id.equals(first)
                ? open.of(endpoint)
                : open.of(endpoint == Endpoint.CRL ? Endpoint.CRL_OF : Endpoint.ISSUER_OF, id);
    }

    /** The member that a path names; without an identifier the first. */
    private Member find(String id) {
        State now = state;
        Member found = now.members.get(id.isEmpty() ? now.first : id);
        if (found == null) {
            throw Refuse.notFound("there is no such intermediate: take the URL from a certificate");
        }
        return found;
    }

    CaResponse revocationList(String id) {
        RevocationList list = find(id).list
                .orElseThrow(() -> Refuse.notFound(
                        "the key of this intermediate is not here, so that nobody signs its revocation list"));
        return list.crl();
    }

    CaResponse certificate(String id) {
        X509Certificate certificate = find(id).chains.stream()
                .findFirst()
                .orElseThrow(() -> Refuse.notFound("the certificate of this intermediate is not here"))
                .get(0);
        return CaResponse.of(200, "application/pkix-cert", Certificates.der(certificate));
    }

    // ---- all of them

    /**
     * A chain of one of them.
     *
     * @param certificates the intermediate first, a root as the last
     * @param authority empty when the key of the intermediate is not here
     */
    record Chain(List<X509Certificate> certificates, Optional<Authority> authority) {

        X509Certificate intermediate() {
            return certificates.get(0);
        }

        X509Certificate root() {
            return certificates.get(certificates.size() - 1);
        }
    }

    /** The chains of all: first those of the one that issues, then those of the others, the last that came first. */
    List<Chain> chains() {
        return inOrder(state).stream()
                .flatMap(member -> member.chains.stream().map(chain -> new Chain(chain, member.authority)))
                .toList();
    }

    /** The roots of all whose keys are here, each once. */
    List<X509Certificate> roots() {
        return inOrder(state).stream()
                .flatMap(member -> member.authority.stream())
                .flatMap(authority -> authority.roots().stream())
                .distinct()
                .toList();
    }

    /** All of which there is a key or a certificate. */
    List<Intermediate> list() {
        State now = state;
        List<Intermediate> all = new ArrayList<>();
        for (Member member : inOrder(now)) {
            String id = member.stored.id();
            Optional<Instant> last = store.lastExpiry(id);
            if (member.authority.isPresent() || last.isPresent()) {
                all.add(new Intermediate(
                        id,
                        member.chains.stream().findFirst().map(chain -> chain.get(0)),
                        id.equals(now.issuing())
                                ? Intermediate.Role.ISSUING
                                : member.authority.isPresent() ? Intermediate.Role.RETIRED : Intermediate.Role.MISSING,
                        now.kept.contains(id),
                        last,
                        url(Endpoint.CRL, now.first, id)));
            }
        }
        return List.copyOf(all);
    }

    private static List<Member> inOrder(State state) {
        List<Member> all = new ArrayList<>();
        for (Map.Entry<String, Member> entry : state.members.entrySet()) {
            all.add(0, entry.getValue());
        }
        Member issuing = state.members.get(state.issuing());
        if (issuing != null) {
            all.remove(issuing);
            all.add(0, issuing);
        }
        return all;
    }
}
