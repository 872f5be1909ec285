package dev.akme.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What the design forbids in the test kit, held by a test. */
@AnalyzeClasses(locations = TestkitArchitectureTest.Production.class)
class TestkitArchitectureTest {

    /** The classes under test, without the tests beside them. */
    static final class Production implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            return Set.of(Location.of(
                    AcmeTestKit.class.getProtectionDomain().getCodeSource().getLocation()));
        }
    }

    @ArchTest
    static final ArchRule NOTHING_HIDDEN_OF_OTHER_MODULES_IS_USED = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.akme..internal..", "dev.akme.der..", "dev.akme.ca.issuer..", "org.bouncycastle.."));

    /** So that the kit can be used without JUnit. */
    @ArchTest
    static final ArchRule JUNIT_IS_KNOWN_TO_THE_EXTENSION_ALONE = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(AcmeExtension|AcmeTest)(\\$.*)?")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.junit..", "org.opentest4j.."));

    @ArchTest
    static final ArchRule NO_TYPE_OF_OTHERS_IN_WHAT_IS_EXPORTED = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .notHaveRawReturnType(resideInAnyPackage("org.xbill..", "com.sun.."));

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule NO_METHOD_IS_A_MONITOR = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);
}
