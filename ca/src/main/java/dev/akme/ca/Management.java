package dev.akme.ca;

import dev.akme.ca.Intermediates.Chain;
import dev.akme.ca.issuer.Authority;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.json.JsonException;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateChain;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a tester may ask and set beside ACME, at the paths and in the forms of Pebble's management interface: roots,
 * intermediates and their keys, the status of a certificate, and answers of renewalInfo.
 */
final class Management {

    private static final Logger LOG = System.getLogger("dev.akme.ca");
    private static final String PEM_CHAIN = "application/pem-certificate-chain; charset=utf-8";
    private static final String PEM_KEY = "application/x-pem-file; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";

    /** As Go prints times: with as many digits of the fraction as there are. */
    private static final DateTimeFormatter GO_TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral(" +0000 UTC")
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private static final String SET_RENEWAL_INFO = "/set-renewal-info";

    private final Intermediates intermediates;
    private final CaStore store;
    private final RenewalInfos renewalInfos;
    private final String defaultHost;
    private final boolean https;
    private final boolean showsKeys;
    private final int maxBody;

    /**
     * Makes it.
     *
     * @param defaultHost the host and port of the interface, for requests that name none
     * @param showsKeys whether private keys are given out
     * @param maxBody how many octets a body may have
     */
    Management(
            Intermediates intermediates,
            CaStore store,
            RenewalInfos renewalInfos,
            String defaultHost,
            boolean https,
            boolean showsKeys,
            int maxBody) {
        this.intermediates = intermediates;
        this.store = store;
        this.renewalInfos = renewalInfos;
        this.defaultHost = defaultHost;
        this.https = https;
        this.showsKeys = showsKeys;
        this.maxBody = maxBody;
    }

    CaResponse handle(CaRequest request) {
        try {
            CaResponse answer = route(request);
            return request.method().equals("HEAD") ? answer.withoutBody(answer.status()) : answer;
        } catch (AcmeProblemException e) {
            return CaResponse.problem(e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request for management failed", e);
            return CaResponse.text(500, "something went wrong here\n");
        }
    }

    private CaResponse route(CaRequest request) {
        String path = request.target().replaceFirst("\\?.*", "");
        boolean sets = path.equals(SET_RENEWAL_INFO) || path.startsWith(SET_RENEWAL_INFO + "/");
        List<String> allowed = sets ? List.of("POST") : List.of("GET", "HEAD");
        if (!allowed.contains(request.method())) {
            return CaResponse.text(405, "the method is not allowed here\n").with("Allow", String.join(", ", allowed));
        }
        if (sets) {
            return setRenewalInfo(request);
        }
        int slash = path.lastIndexOf('/');
        String kind = path.substring(0, slash + 1);
        String which = path.substring(slash + 1);
        return switch (kind) {
            case "/roots/" -> certificate(request, kind, which, Chain::root);
            case "/intermediates/" -> certificate(request, kind, which, Chain::intermediate);
            case "/root-keys/" -> key(request, kind, which, Management::rootKey);
            case "/intermediate-keys/" -> key(request, kind, which, Management::intermediateKey);
            case "/cert-status-by-serial/" -> status(which);
            default ->
                CaResponse.text(
                        404,
                        "here are /roots/0, /intermediates/0, /root-keys/0, /intermediate-keys/0,"
                                + " /cert-status-by-serial/ and /set-renewal-info/\n");
        };
    }

    // ---- certificates and keys

    private CaResponse certificate(
            CaRequest request, String kind, String which, Function<Chain, X509Certificate> part) {
        // Those of the intermediate that issues have the first numbers, then come those that have issued before.
        List<Chain> chains = intermediates.chains();
        return find(which, chains)
                .map(found -> pem(request, kind, which, chains.size(), PEM_CHAIN, pem(part.apply(found))))
                .orElseGet(() -> CaResponse.text(404, "there is no such certificate\n"));
    }

    private static Optional<PrivateKey> rootKey(Chain chain) {
        return chain.authority().flatMap(authority -> {
            int index = authority.roots().indexOf(chain.root());
            return index < 0 || index >= authority.rootKeys().size()
                    ? Optional.empty()
                    : Optional.of(authority.rootKeys().get(index));
        });
    }

    private static Optional<PrivateKey> intermediateKey(Chain chain) {
        return chain.authority().flatMap(Authority::intermediateKey);
    }

    private CaResponse key(CaRequest request, String kind, String which, Function<Chain, Optional<PrivateKey>> part) {
        if (!showsKeys) {
            return CaResponse.text(404, "private keys are not given out here\n");
        }
        List<Chain> chains = intermediates.chains();
        return find(which, chains)
                .flatMap(part)
                .map(found -> pem(request, kind, which, chains.size(), PEM_KEY, Authority.pem(found)))
                .orElseGet(() -> CaResponse.text(404, "there is no such key, or it is not known here\n"));
    }

    private static <T> Optional<T> find(String which, List<T> all) {
        return which.matches("[0-9]{1,4}") && Integer.parseInt(which) < all.size()
                ? Optional.of(all.get(Integer.parseInt(which)))
                : Optional.empty();
    }

    private CaResponse pem(CaRequest request, String kind, String which, int all, String mediaType, String pem) {
        CaResponse response = CaResponse.of(200, mediaType, pem.getBytes(StandardCharsets.US_ASCII));
        String host = request.header("Host").orElse(defaultHost);
        for (int i = 0; i < all; i++) {
            if (i != Integer.parseInt(which)) {
                response = response.with(
                        "Link", "<" + (https ? "https" : "http") + "://" + host + kind + i + ">;rel=\"alternate\"");
            }
        }
        return response;
    }

    private static String pem(X509Certificate certificate) {
        return CertificateChain.of(List.of(certificate)).toPem();
    }

    // ---- the status of a certificate

    private CaResponse status(String serial) {
        if (!serial.matches("[0-9A-Fa-f]{1,40}")) {
            return CaResponse.text(400, "a serial number is written in hexadecimal\n");
        }
        BigInteger number = new BigInteger(serial, 16);
        return store.certificate(Certificates.id(number))
                .map(Management::status)
                .or(() -> ofTheCa(number).map(found -> valid(number, pem(found))))
                .map(members ->
                        CaResponse.of(200, JSON, JsonObject.of(members).toJson().getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> CaResponse.text(404, "there is no certificate with this serial number\n"));
    }

    private Optional<X509Certificate> ofTheCa(BigInteger serial) {
        return intermediates.chains().stream()
                .flatMap(chain -> chain.certificates().stream())
                .filter(certificate -> certificate.getSerialNumber().equals(serial))
                .findFirst();
    }

    private static Map<String, JsonValue> status(StoredCertificate certificate) {
        Map<String, JsonValue> members =
                valid(new BigInteger(certificate.id(), 16), pem(Certificates.x509(certificate)));
        certificate.revokedAt().ifPresent(at -> {
            members.put("Status", new JsonString("Revoked"));
            certificate.reason().ifPresent(reason -> members.put("Reason", JsonNumber.of(reason.code())));
            members.put("RevokedAt", new JsonString(GO_TIME.format(at)));
        });
        return members;
    }

    private static Map<String, JsonValue> valid(BigInteger serial, String pem) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("Status", new JsonString("Valid"));
        members.put("Serial", new JsonString(serial.toString(16)));
        members.put("Certificate", new JsonString(pem));
        return members;
    }

    // ---- what renewalInfo answers

    private CaResponse setRenewalInfo(CaRequest request) {
        Refuse.longerThan(maxBody, request);
        JsonObject wanted;
        try {
            if (!(JsonValue.read(request.body()) instanceof JsonObject object)) {
                throw Refuse.malformed("the body is no object: send Certificate, in PEM, and ARIResponse");
            }
            wanted = object;
        } catch (JsonException e) {
            throw Refuse.malformed("the body is not JSON: " + e.getMessage());
        }
        X509Certificate certificate = certificate(member(wanted, "Certificate"));
        String id = Certificates.id(certificate.getSerialNumber());
        if (store.certificate(id).isEmpty()) {
            throw Refuse.notFound("there is no certificate with this serial number here");
        }
        renewalInfos.answer(id, member(wanted, "ARIResponse"));
        return CaResponse.empty(200);
    }

    /** In any case, as Go reads it; a member that is not there is empty. */
    private static String member(JsonObject object, String name) {
        return object.members().entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(entry -> {
                    if (entry.getValue() instanceof JsonString text) {
                        return text.text();
                    }
                    throw Refuse.malformed(name + " is no text");
                })
                .findFirst()
                .orElse("");
    }

    private static X509Certificate certificate(String pem) {
        try {
            return CertificateChain.read(pem).leaf();
        } catch (IllegalArgumentException e) {
            throw Refuse.malformed("Certificate is none in PEM: " + e.getMessage());
        }
    }
}
