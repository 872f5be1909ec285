package dev.akme.ca.validation;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.json.MemberException;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.DnsPersist01Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.TokenChallenge;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/**
 * Validates {@code http-01}, {@code dns-01}, {@code tls-alpn-01}, {@code dns-account-01} and {@code dns-persist-01}, and
 * then obeys the CAA records of the name (RFC 8659).
 *
 * <p>The types of the problems: {@code dns} when a lookup brings no answer, or a host has no address; {@code connection}
 * when there is no connection, it takes too long, what is spoken is not HTTP, or a redirect leads where this CA does not
 * go; {@code tls} when there is no TLS; {@code unauthorized} when what is found is not what the challenge demands;
 * {@code caa} when the owner of the name does not let this CA issue; {@code malformed} when the challenge is not one of the
 * above or cannot validate the identifier; {@code serverInternal} when the CA itself fails. No detail holds a token or a key
 * authorization.
 *
 * <p>A validation takes as long as {@link ValidationSettings#timeout} at most, and one lookup longer where the resolver is
 * that slow. A thread that is interrupted sees that at the next lookup or connection. Safe for use by many threads.
 */
public final class Validators implements Validator {

    private static final Logger LOGGER = System.getLogger(Validators.class.getName());

    private final ValidationSettings settings;
    private final Http01Validator http01;
    private final Dns01Validator dns01;
    private final DnsAccount01Validator dnsAccount01;
    private final DnsPersist01Validator dnsPersist01;
    private final TlsAlpn01Validator tlsAlpn01;
    private final Caa caa;

    private Validators(ValidationSettings settings, DnsResolver resolver, Network network, Clock clock) {
        this.settings = settings;
        Dialer dialer = new Dialer(settings, resolver, network);
        Tls tls = new Tls();
        this.http01 = new Http01Validator(settings, dialer, tls);
        this.dns01 = new Dns01Validator(resolver);
        this.dnsAccount01 = new DnsAccount01Validator(resolver);
        this.dnsPersist01 = new DnsPersist01Validator(resolver, clock);
        this.tlsAlpn01 = new TlsAlpn01Validator(settings, dialer, tls);
        this.caa = new Caa(settings, resolver);
    }

    /**
     * Makes validators.
     *
     * @param settings how they look at the world
     * @param resolver where DNS records come from
     * @param network how hosts are reached
     * @param clock tells whether a record of dns-persist-01 has ended; timeouts do not depend on it
     * @return the validators
     */
    public static Validators of(ValidationSettings settings, DnsResolver resolver, Network network, Clock clock) {
        return new Validators(settings, resolver, network, clock);
    }

    @Override
    public Optional<Problem> validate(ValidationRequest request) throws InterruptedException {
        Deadline deadline = Deadline.in(settings.timeout());
        return guarded(request.identifier(), () -> {
            Optional<Problem> problem = challengeProblem(request, deadline);
            return problem.isPresent()
                    ? problem
                    : caa.check(
                            request.identifier(),
                            request.wildcard(),
                            request.challenge().type(),
                            request.accountUrl(),
                            deadline);
        });
    }

    /**
     * Asks whether the CAA records let this CA issue, as {@link #validate} does. To be asked again before a certificate is
     * issued when the validation was long ago (RFC 8659 §3).
     *
     * @param identifier the name; for other identifiers CAA has no say
     * @param wildcard whether it is for a wildcard
     * @param method how control of the name was validated (RFC 8657 §4)
     * @param accountUrl the URL of the account (RFC 8657 §3), as the client knows it
     * @return why this CA must not issue: {@code caa}, or {@code dns} when that could not be found out; empty when it may.
     *     Without {@link ValidationSettings#caaIdentities} no record names this CA
     * @throws InterruptedException when the thread is interrupted
     */
    public Optional<Problem> checkCaa(Identifier identifier, boolean wildcard, ChallengeType method, String accountUrl)
            throws InterruptedException {
        Deadline deadline = Deadline.in(settings.timeout());
        return guarded(identifier, () -> caa.check(identifier, wildcard, method, accountUrl, deadline));
    }

    private Optional<Problem> challengeProblem(ValidationRequest request, Deadline deadline)
            throws ValidationFailure, InterruptedException {
        Identifier identifier = request.identifier();
        Challenge challenge = request.challenge();
        ChallengeType type = challenge.type();
        boolean isNotForWildcards = type.equals(ChallengeType.HTTP_01) || type.equals(ChallengeType.TLS_ALPN_01);
        if (!type.identifierTypes().contains(identifier.type()) || (request.wildcard() && isNotForWildcards)) {
            throw ValidationFailure.of(
                    ProblemType.MALFORMED, type.value() + " cannot validate this: choose another challenge");
        }
        try {
            if (challenge instanceof DnsPersist01Challenge persist) {
                return dnsPersist01.validate(identifier, request.wildcard(), persist, request.accountUrl(), deadline);
            }
            if (!(challenge instanceof TokenChallenge withToken)) {
                throw unsupported(type);
            }
            KeyAuthorization expected = KeyAuthorization.of(withToken.token(), request.accountKey());
            if (type.equals(ChallengeType.HTTP_01)) {
                return http01.validate(identifier, expected, deadline);
            } else if (type.equals(ChallengeType.DNS_01)) {
                return dns01.validate(identifier, expected, deadline);
            } else if (type.equals(ChallengeType.DNS_ACCOUNT_01)) {
                return dnsAccount01.validate(identifier, request.accountUrl(), expected, deadline);
            } else if (type.equals(ChallengeType.TLS_ALPN_01)) {
                return tlsAlpn01.validate(identifier, expected, deadline);
            }
            throw unsupported(type);
        } catch (MemberException e) {
            throw ValidationFailure.of(ProblemType.MALFORMED, Excerpt.of(e));
        }
    }

    private static ValidationFailure unsupported(ChallengeType type) {
        return ValidationFailure.of(ProblemType.MALFORMED, "this CA does not validate by " + type.value());
    }

    /** Something that looks for problems. */
    private interface Check {
        Optional<Problem> run() throws ValidationFailure, InterruptedException;
    }

    private static Optional<Problem> guarded(Identifier identifier, Check check) throws InterruptedException {
        Optional<Problem> problem;
        try {
            problem = check.run();
        } catch (ValidationFailure e) {
            problem = Optional.of(e.problem());
        } catch (RuntimeException e) {
            // A mistake of this program, or in a resolver or network that somebody brought along: not the client's, who
            // is told nothing about it.
            LOGGER.log(Level.ERROR, "a validation failed inside of the CA", e);
            problem = Optional.of(Problem.of(ProblemType.SERVER_INTERNAL, "the CA failed"));
        }
        return problem.map(found -> Details.prefix(found, identifier.value()));
    }
}
