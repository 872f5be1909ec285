package dev.akme.client;

import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.ProblemType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a request is sent again: the network failed, or the server said no for now. Has no nonce. Immutable. */
public final class RetryCause implements WaitReason {

    private final RuntimeException failure;

    private RetryCause(RuntimeException failure) {
        this.failure = failure;
    }

    static RetryCause of(AcmeNetworkException failure) {
        return new RetryCause(failure);
    }

    static RetryCause of(AcmeProblemException refusal) {
        return new RetryCause(refusal);
    }

    /**
     * {@return how the network failed; empty when there was a response}
     */
    public Optional<AcmeNetworkException> networkFailure() {
        return failure instanceof AcmeNetworkException network ? Optional.of(network) : Optional.empty();
    }

    /**
     * {@return the HTTP status of the refusal; empty when there was none}
     */
    public Optional<Integer> httpStatus() {
        return refusal().map(AcmeProblemException::httpStatus);
    }

    /**
     * {@return the type of the problem, such as {@code badNonce} or {@code rateLimited}; empty when there was none that can
     * be read}
     */
    public Optional<ProblemType> problemType() {
        try {
            return refusal()
                    .map(refusal -> refusal.problem().type())
                    .filter(type -> !type.equals(ProblemType.ABOUT_BLANK));
        } catch (MemberException e) {
            return Optional.empty();
        }
    }

    private Optional<AcmeProblemException> refusal() {
        return failure instanceof AcmeProblemException refusal ? Optional.of(refusal) : Optional.empty();
    }

    /**
     * {@return the cause in words; details of a problem are left out, as servers quote nonces there}
     */
    @Override
    public String toString() {
        @Nullable ProblemType type = problemType().orElse(null);
        if (ProblemType.BAD_NONCE.equals(type)) {
            return "the nonce was refused";
        }
        return httpStatus()
                .map(status -> "HTTP " + status + (type == null ? "" : " " + type))
                .orElseGet(() -> "the network failed: " + failure.getMessage());
    }
}
