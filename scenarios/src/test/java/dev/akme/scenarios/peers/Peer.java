package dev.akme.scenarios.peers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The tests of a class run with a program of others, where it is known where one is. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Peer.Condition.class)
@Timeout(300)
@interface Peer {

    /** The name of the program. */
    String value();

    /** Disables tests whose program nobody names. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<Peer> peer =
                    context.getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, Peer.class));
            return peer.filter(p -> Programs.configured(p.value()).findAny().isEmpty())
                    .map(p -> ConditionEvaluationResult.disabled(
                            "akme." + p.value() + " is not set. .ci/peers installs the program, and says where it is"))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("there is a program"));
        }
    }
}
