package dev.akme.ca;

import dev.akme.ca.issuer.CryptoProviders;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredAccount;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.VerificationKey;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RequestVerifier;
import dev.akme.messages.RequestVerifier.SignedBy;
import dev.akme.messages.Status;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds out whose a request is (RFC 8555 §6.2 to §6.5). Safe for use by many threads. */
final class Authentication {

    /** ES256 is demanded and EdDSA asked for by RFC 8555 §6.2; RS256 is what many clients have. */
    static final List<JwsAlgorithm> ALGORITHMS = List.of(
            JwsAlgorithm.ES256,
            JwsAlgorithm.ES384,
            JwsAlgorithm.ES512,
            JwsAlgorithm.EDDSA,
            JwsAlgorithm.ED25519,
            JwsAlgorithm.RS256,
            JwsAlgorithm.RS384,
            JwsAlgorithm.RS512,
            JwsAlgorithm.PS256,
            JwsAlgorithm.PS384,
            JwsAlgorithm.PS512);

    private final CaStore store;
    private final Urls urls;
    private final Predicate<String> nonces;
    private final AccountKeys keys;

    Authentication(CaStore store, Urls urls, Nonces nonces, Faults faults) {
        this.store = store;
        this.urls = urls;
        this.nonces = nonce -> nonces.use(faults.plainNonce(nonce)) && faults.acceptsNonce();
        this.keys = new AccountKeys();
    }

    SignedRequest verify(CaRequest http, Endpoint.Target target, URI url) {
        Sender sender = new Sender();
        RequestVerifier verifier = RequestVerifier.of(ALGORITHMS, sender::key, nonces, CryptoProviders.fastest());
        return new SignedRequest(
                http, target, url, verifier.verify(http.body(), url, signedBy(target.endpoint())), sender.account);
    }

    private static SignedBy signedBy(Endpoint endpoint) {
        return switch (endpoint) {
            case NEW_ACCOUNT -> SignedBy.JWK;
            case REVOKE_CERT -> SignedBy.EITHER;
            default -> SignedBy.KID;
        };
    }

    /** Whom the request says that it is from. Once the signature is verified, it is. */
    private final class Sender {

        private @Nullable StoredAccount account;

        Optional<VerificationKey> key(String kid) {
            String id = urls.accountId(kid)
                    .orElseThrow(() -> Refuse.malformed(
                            "kid is not the URL of an account here: send it as Location had it (RFC 8555 §6.2)"));
            Optional<StoredAccount> found = store.account(id);
            found.ifPresent(this::take);
            return found.map(keys::of);
        }

        private void take(StoredAccount found) {
            if (!found.status().equals(Status.VALID)) {
                throw Refuse.with(
                        ProblemType.UNAUTHORIZED, 401, "the account is " + found.status() + " (RFC 8555 §7.3.6)");
            }
            account = found;
        }
    }
}
