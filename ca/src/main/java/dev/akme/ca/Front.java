package dev.akme.ca;

import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.EmptyResponse;
import dev.akme.messages.ProblemType;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes every request: method, media type, size, whose it is, then the resource (RFC 8555 §6). What goes wrong becomes a
 * problem here, and what every answer must have is added here.
 */
final class Front {

    private static final String JOSE = "application/jose+json";

    /** One resource. */
    interface Resource {
        CaResponse answer(SignedRequest request);
    }

    /** One resource that needs no signature. */
    interface OpenResource {
        CaResponse answer(String id);
    }

    /** What is known of a request so far, for the log, and what is to go wrong with it. */
    private static final class Seen {
        private final @Nullable FaultPlan plan;
        private String resource = "-";
        private @Nullable SignedRequest signed;
        private @Nullable AcmeProblemException refusal;

        Seen(@Nullable FaultPlan plan) {
            this.plan = plan;
        }
    }

    private final Urls urls;
    private final Nonces nonces;
    private final Authentication authentication;
    private final Map<Endpoint, Resource> resources;
    private final Map<Endpoint, OpenResource> openResources;
    private final boolean strict;
    private final int maxBody;
    private final Counters counters;
    private final RequestLog log;
    private final Faults faults;
    private final @Nullable CaObserver observer;

    Front(
            Urls urls,
            Nonces nonces,
            Authentication authentication,
            Map<Endpoint, Resource> resources,
            Map<Endpoint, OpenResource> openResources,
            boolean strict,
            int maxBody,
            Counters counters,
            RequestLog log,
            Faults faults,
            @Nullable CaObserver observer) {
        this.urls = urls;
        this.nonces = nonces;
        this.authentication = authentication;
        this.resources = resources;
        this.openResources = openResources;
        this.strict = strict;
        this.maxBody = maxBody;
        this.counters = counters;
        this.log = log;
        this.faults = faults;
        this.observer = observer;
    }

    CaResponse handle(CaRequest request) {
        long start = System.nanoTime();
        FaultPlan plan = faults.plan();
        Seen seen = new Seen(plan);
        CaResponse answer = answer(request, seen);
        CaResponse response = answer.isDropped()
                ? answer
                : decorated(
                        request, seen, request.method().equals("HEAD") ? answer.withoutBody(answer.status()) : answer);
        if (plan != null && !response.isDropped()) {
            response = plan.change(response, new Occasion(request, seen.signed, seen.resource, urls, nonces, plan));
        }
        counters.request(seen.resource);
        AcmeProblemException refusal = seen.refusal;
        if (refusal != null) {
            counters.problem(refusal.problem().type());
        }
        SignedRequest signed = seen.signed;
        log.request(
                request,
                seen.resource,
                signed == null ? Optional.empty() : signed.maybeAccount(),
                response.status(),
                Optional.ofNullable(refusal),
                System.nanoTime() - start);
        tell(request, response, seen.resource);
        return response;
    }

    private void tell(CaRequest request, CaResponse response, String resource) {
        CaObserver told = observer;
        if (told == null) {
            return;
        }
        try {
            told.exchanged(request, response, resource);
        } catch (RuntimeException e) {
            log.observerFailure(e);
        }
    }

    private CaResponse answer(CaRequest request, Seen seen) {
        try {
            return route(request, seen);
        } catch (AcmeProblemException e) {
            return refused(e, seen);
        } catch (MemberException e) {
            return refused(Refuse.malformed("the payload: " + e.getMessage()), seen);
        } catch (RuntimeException e) {
            // The detail is for the operator alone.
            log.failure(request, e);
            return refused(
                    Refuse.with(ProblemType.SERVER_INTERNAL, "something went wrong here: try again later"), seen);
        }
    }

    private static CaResponse refused(AcmeProblemException e, Seen seen) {
        seen.refusal = e;
        return CaResponse.problem(e);
    }

    private CaResponse route(CaRequest request, Seen seen) {
        Endpoint.Target target = urls.find(request.target())
                .orElseThrow(() -> Refuse.notFound("there is nothing at this path: take URLs from the directory"));
        Endpoint endpoint = target.endpoint();
        seen.resource = endpoint.label();
        FaultPlan plan = seen.plan;
        if (plan != null && plan.drops(endpoint)) {
            return CaResponse.none();
        }
        if (request.method().equals("OPTIONS")) {
            return CaResponse.empty(200)
                    .with("Access-Control-Allow-Methods", endpoint.allowed())
                    .with("Access-Control-Allow-Headers", "Content-Type")
                    .with("Access-Control-Max-Age", "86400");
        }
        if (!endpoint.allows(request.method())) {
            throw Refuse.with(
                    ProblemType.MALFORMED,
                    405,
                    "the method is not allowed here: use " + endpoint.allowed() + " (RFC 8555 §6.3)",
                    Map.of("Allow", endpoint.allowed()));
        }
        if (!request.method().equals("POST")) {
            if (plan != null) {
                plan.check(endpoint, null);
            }
            return open(request, target);
        }
        checkHttp(request);
        URI url = urls.ofTarget(request.target()).orElseThrow(() -> Refuse.notFound("the path is no part of a URL"));
        SignedRequest signed = authentication.verify(request, target, url);
        seen.signed = signed;
        if (plan != null) {
            plan.check(endpoint, signed);
        }
        if (openResources.containsKey(endpoint)) {
            signed.verified().requirePostAsGet();
            return open(request, target);
        }
        if (strict && !signed.isPostAsGet()) {
            refuseOldDrafts(signed);
        }
        Resource resource = resources.get(endpoint);
        if (resource == null) {
            throw new IllegalStateException("nobody answers for " + endpoint);
        }
        return resource.answer(signed);
    }

    private CaResponse open(CaRequest request, Endpoint.Target target) {
        OpenResource resource = openResources.get(target.endpoint());
        if (resource == null) {
            throw new IllegalStateException("nobody answers for " + target.endpoint());
        }
        CaResponse answer = resource.answer(target.ids().isEmpty() ? "" : target.id());
        // RFC 8555 §7.2: 200 for HEAD, 204 for GET.
        return request.method().equals("HEAD") ? answer.withoutBody(200) : answer;
    }

    private void checkHttp(CaRequest request) {
        if (strict && request.header("User-Agent").isEmpty()) {
            throw Refuse.malformed("User-Agent is missing (RFC 8555 §6.1)");
        }
        if (!request.header("Content-Type").filter(JOSE::equalsIgnoreCase).isPresent()) {
            throw Refuse.with(
                    ProblemType.MALFORMED,
                    415,
                    "Content-Type is not " + JOSE + ", and without parameters (RFC 8555 §6.2)");
        }
        if (request.header("Replay-Nonce").isPresent()) {
            throw Refuse.malformed("Replay-Nonce is a header of answers: send the nonce in the JWS (RFC 8555 §6.5.1)");
        }
        int length = request.length();
        if (length == 0) {
            throw Refuse.malformed("there is no body: send a JWS (RFC 8555 §6.2)");
        }
        Refuse.longerThan(maxBody, request);
    }

    /** ACMEv1 had it in every payload. */
    private static void refuseOldDrafts(SignedRequest signed) {
        if (signed.target().endpoint() != Endpoint.KEY_CHANGE
                && signed.draft(EmptyResponse.TYPE).member("resource").isPresent()) {
            throw Refuse.malformed("resource is of a draft before RFC 8555: leave it out");
        }
    }

    private CaResponse decorated(CaRequest request, Seen seen, CaResponse response) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Access-Control-Allow-Origin", List.of("*"));
        headers.put("Access-Control-Expose-Headers", List.of("Link, Replay-Nonce, Location, Retry-After"));
        if (!seen.resource.equals(Endpoint.DIRECTORY.label())) {
            headers.put("Link", List.of(CaResponse.link(urls.of(Endpoint.DIRECTORY), "index")));
        }
        if (request.method().equals("POST")
                || (seen.resource.equals(Endpoint.NEW_NONCE.label()) && response.status() / 100 == 2)) {
            headers.put("Replay-Nonce", List.of(nonces.next()));
            headers.put("Cache-Control", List.of("no-store"));
        }
        return response.with(headers);
    }
}
