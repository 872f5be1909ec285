package dev.akme.ca.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a test of this suite checks, for {@code docs/conformance.md}. Public, as JUnit looks at it through a proxy. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Check.All.class)
public @interface Check {

    /** The name of the check, which never changes its meaning: {@code C-} for what servers do, {@code M-} for a MUST. */
    String id();

    /** Where it is demanded. */
    String section();

    /** What is checked, in a sentence. */
    String says();

    /** Several checks by one test. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        Check[] value();
    }
}
