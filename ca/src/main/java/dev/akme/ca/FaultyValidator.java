package dev.akme.ca;

import dev.akme.ca.validation.ValidationRequest;
import dev.akme.ca.validation.Validator;
import dev.akme.messages.Problem;
import java.util.Optional;

/** A validator that fails or waits when it is to, and else is as the real one. */
record FaultyValidator(Validator real, Faults faults) implements Validator {

    @Override
    public Optional<Problem> validate(ValidationRequest request) throws InterruptedException {
        FaultPlan plan = faults.plan();
        if (plan == null) {
            return real.validate(request);
        }
        faults.pause(plan.validationDelay);
        Optional<Problem> failure = plan.failure(request.identifier());
        if (failure.isPresent()) {
            return failure;
        }
        return plan.acceptsValidations ? Optional.empty() : real.validate(request);
    }
}
