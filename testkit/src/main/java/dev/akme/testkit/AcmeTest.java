package dev.akme.testkit;

import dev.akme.ca.Deviation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class, or one test, an {@link AcmeTestKit} each, as {@link AcmeExtension} does: its parts are
 * parameters of test methods, of methods with {@code @BeforeEach} and {@code @AfterEach}, and of constructors.
 *
 * <p>What stands at the method counts for that method, instead of all that stands at its class. Nested classes take over
 * what stands at the outer one.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(AcmeExtension.class)
public @interface AcmeTest {

    /** An answer that the CA gives instead of the right one, once. */
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Answer {

        /**
         * {@return the problem type, such as {@code rateLimited}}
         */
        String problem();

        /**
         * {@return what it is an answer to, such as {@code newOrder} or {@code finalize}; by default any signed request}
         */
        String to() default "";

        /**
         * {@return the detail of the problem}
         */
        String detail() default "the test wants it so";

        /**
         * {@return the HTTP status; by default the one that goes with the type}
         */
        int status() default 0;
    }

    /**
     * {@return whether all tests of the class share one kit, which then is there in {@code @BeforeAll} too, and is closed
     *     after the last; of classes only}
     */
    boolean shared() default false;

    // ---- settings

    /**
     * {@return what the clock shows first, such as {@code 2030-01-31T12:00:00Z}; by default the time of the system}
     */
    String startAt() default "";

    /**
     * {@return as {@link AcmeTestKitBuilder#https}}
     */
    boolean https() default false;

    /**
     * {@return the challenge types that the CA offers; by default those of {@link dev.akme.ca.AcmeCaBuilder#challenges}}
     */
    String[] challenges() default {};

    /**
     * {@return the profiles of the CA, the one for orders that name none first: a name, {@code =} and how long certificates
     *     are valid, such as {@code shortlived=P6D}; by default one of 90 days}
     */
    String[] profiles() default {};

    /**
     * {@return where the terms of service are, which every account must agree to then; by default there are none}
     */
    String termsOfService() default "";

    /**
     * {@return whether accounts must be bound to one elsewhere, see {@link dev.akme.ca.AcmeCa#externalAccounts}}
     */
    boolean externalAccountRequired() default false;

    /**
     * {@return as {@link dev.akme.ca.AcmeCaBuilder#strict}}
     */
    boolean strict() default false;

    /**
     * {@return as {@link dev.akme.ca.AcmeCaBuilder#reuse(boolean)}; by default false, so that each order has challenges}
     */
    boolean reuse() default false;

    // ---- faults

    /**
     * {@return whether every challenge counts as fulfilled that a client says it has answered}
     */
    boolean acceptValidations() default false;

    /**
     * {@return names and addresses whose validation fails}
     */
    String[] failValidation() default {};

    /**
     * {@return how many good nonces are refused next, with {@code badNonce}}
     */
    int refuseNextNonces() default 0;

    /**
     * {@return which share of all good nonces is refused, from 0 to 1}
     */
    double refuseNonces() default 0;

    /**
     * {@return for how long after the start accounts and orders are refused with {@code rateLimited}, by the kit's clock,
     *     such as {@code PT1H}; by default they are not}
     */
    String rateLimitFor() default "";

    /**
     * {@return whether finalized orders stay in {@code processing}, until the test lets them go}
     */
    boolean holdOrders() default false;

    /**
     * {@return how many connections are closed next before anybody works on the request}
     */
    int dropNext() default 0;

    /**
     * {@return of how many requests next the answer is lost, but not the effect}
     */
    int dropNextAnswers() default 0;

    /**
     * {@return what the next requests are answered with}
     */
    Answer[] answerNext() default {};

    /**
     * {@return in what the CA does as other servers do}
     */
    Deviation[] deviations() default {};
}
