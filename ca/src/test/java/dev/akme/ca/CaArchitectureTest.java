package dev.akme.ca;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What the design forbids in the CA, held by a test. */
@AnalyzeClasses(locations = CaArchitectureTest.Production.class)
class CaArchitectureTest {

    private static final String ANY_OF_BOUNCY_CASTLE = "org.bouncycastle..";

    /** The classes under test, without the tests beside them. */
    static final class Production implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            return Set.of(Location.of(
                    AcmeCa.class.getProtectionDomain().getCodeSource().getLocation()));
        }
    }

    @ArchTest
    static final ArchRule NOTHING_HIDDEN_OF_OTHER_MODULES_IS_USED = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.akme..internal..", "dev.akme.der..", "dev.akme.client.."));

    @ArchTest
    static final ArchRule BOUNCY_CASTLE_STAYS_WITH_THE_ISSUER = noClasses()
            .that()
            .resideOutsideOfPackages("dev.akme.ca.issuer", "dev.akme.ca.validation")
            .should()
            .dependOnClassesThat(resideInAnyPackage(ANY_OF_BOUNCY_CASTLE));

    @ArchTest
    static final ArchRule DNSJAVA_STAYS_WITH_THE_VALIDATORS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.akme.ca.validation")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.xbill.."));

    /** The lower rooms know nothing of requests. */
    @ArchTest
    static final ArchRule ROOMS_LOOK_DOWN = noClasses()
            .that()
            .resideInAnyPackage("dev.akme.ca.store", "dev.akme.ca.validation", "dev.akme.ca.issuer")
            .should()
            .dependOnClassesThat(describe(
                    "belong to the CA as a whole",
                    (JavaClass type) -> type.getPackageName().equals("dev.akme.ca")
                            && !type.getFullName().startsWith(Profile.class.getName())));

    @ArchTest
    static final ArchRule NO_TYPE_OF_OTHERS_IN_WHAT_IS_EXPORTED = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("dev.akme.ca.issuer")
            .should()
            .notHaveRawReturnType(resideInAnyPackage(ANY_OF_BOUNCY_CASTLE, "org.xbill..", "com.sun.."));

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule NO_METHOD_IS_A_MONITOR = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethodWhere(describe("the system is asked for the time", CaArchitectureTest::asksTheSystem))
            .orShould()
            .callMethodWhere(describe(
                    "a thread sleeps",
                    call -> call.getName().equals("sleep")
                            && (call.getTargetOwner().isEquivalentTo(Thread.class)
                                    || call.getTargetOwner().isEquivalentTo(TimeUnit.class))));

    @ArchTest
    static final ArchRule EXCEPTIONS_ARE_FINAL = classes()
            .that()
            .areAssignableTo(Throwable.class)
            .and()
            .arePublic()
            .should()
            .haveModifier(JavaModifier.FINAL);

    private static boolean asksTheSystem(JavaMethodCall call) {
        boolean now = call.getName().equals("now")
                && call.getTargetOwner().getPackageName().equals("java.time")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        boolean millis = call.getTargetOwner().isEquivalentTo(System.class)
                && call.getName().equals("currentTimeMillis");
        return now || millis;
    }
}
