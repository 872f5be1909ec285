package dev.akme;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import dev.akme.json.AcmeObject;
import dev.akme.json.internal.MessageTypes;
import java.net.InetAddress;
import java.util.Set;

/** What the design forbids, held by a test. */
@AnalyzeClasses(locations = ArchitectureTest.Production.class)
class ArchitectureTest {

    /** The classes under test, without the tests beside them. */
    static final class Production implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            return Set.of(Location.of(MessageTypes.root()));
        }
    }

    @ArchTest
    static final ArchRule LAYERS_LOOK_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("der")
            .definedBy("dev.akme.der..")
            .layer("json")
            .definedBy("dev.akme.json..")
            .layer("jose")
            .definedBy("dev.akme.jose..")
            .layer("messages")
            .definedBy("dev.akme.messages..")
            .layer("challenge")
            .definedBy("dev.akme.challenge..")
            .whereLayer("der")
            .mayNotAccessAnyLayer()
            .whereLayer("json")
            .mayNotAccessAnyLayer()
            .whereLayer("jose")
            .mayOnlyAccessLayers("der", "json")
            .whereLayer("messages")
            .mayOnlyAccessLayers("der", "json", "jose")
            .whereLayer("challenge")
            .mayOnlyAccessLayers("der", "json", "jose", "messages");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.akme.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_JSON_MACHINE_KNOWS_JACKSON = noClasses()
            .that()
            .resideOutsideOfPackage("dev.akme.json.internal")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule NOTHING_ELSE_IS_NEEDED = classes()
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("dev.akme..", "java..", "javax..", "tools.jackson.core..", "org.jspecify.."));

    @ArchTest
    static final ArchRule NO_INPUT_AND_OUTPUT = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.net.http..", "java.nio.file..", "java.nio.channels..", "java.sql..")
                            .or(resideInAPackage("java.net")
                                    .and(isNot(
                                            "java.net.IDN",
                                            "java.net.Inet4Address",
                                            "java.net.Inet6Address",
                                            "java.net.InetAddress",
                                            "java.net.URI",
                                            "java.net.URISyntaxException",
                                            "java.net.UnknownHostException")))
                            .or(resideInAPackage("java.io")
                                    .and(isNot(
                                            "java.io.ByteArrayInputStream",
                                            "java.io.ByteArrayOutputStream",
                                            "java.io.InputStream",
                                            "java.io.OutputStream",
                                            "java.io.ObjectInputStream",
                                            "java.io.NotSerializableException",
                                            "java.io.Serializable"))));

    /** An {@code InetAddress} is a value only as long as nobody asks it for names. */
    @ArchTest
    static final ArchRule NO_NAME_IS_RESOLVED = noClasses()
            .should()
            .callMethodWhere(describe(
                    "an address is looked up",
                    call -> call.getTargetOwner().isAssignableTo(InetAddress.class)
                            && !Set.of("getAddress", "getByAddress").contains(call.getName())));

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethodWhere(describe("the time is asked for", ArchitectureTest::asksForTheTime));

    @ArchTest
    static final ArchRule NO_REFLECTION = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .orShould()
            .callMethodWhere(describe(
                    "a class is looked up by name",
                    call -> call.getTargetOwner().getName().equals("java.lang.Class")
                            && call.getName().equals("forName")));

    @ArchTest
    static final ArchRule NO_LOGGING = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.lang\\.System\\$Logger.*");

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule MESSAGES_ARE_CLOSED = classes()
            .that()
            .areAssignableTo(AcmeObject.class)
            .and()
            .doNotBelongToAnyOf(AcmeObject.class)
            .should(new ArchCondition<>("be final with a TYPE, or sealed, and have no public constructor") {
                @Override
                public void check(JavaClass message, ConditionEvents events) {
                    if (message.getModifiers().contains(JavaModifier.ABSTRACT)) {
                        if (!message.reflect().isSealed()) {
                            events.add(violated(message, message.getName() + " is abstract but not sealed"));
                        }
                    } else if (!message.getModifiers().contains(JavaModifier.FINAL)) {
                        events.add(violated(message, message.getName() + " is not final"));
                    } else if (message.tryGetField("TYPE").isEmpty()) {
                        events.add(violated(message, message.getName() + " has no TYPE"));
                    }
                    for (JavaConstructor constructor : message.getConstructors()) {
                        if (constructor.getModifiers().contains(JavaModifier.PUBLIC)
                                || constructor.getModifiers().contains(JavaModifier.PROTECTED)) {
                            events.add(violated(message, constructor.getFullName() + " can be called from outside"));
                        }
                    }
                }
            });

    private static boolean asksForTheTime(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        return owner.isEquivalentTo(System.class)
                ? Set.of("currentTimeMillis", "nanoTime").contains(call.getName())
                : owner.getPackageName().startsWith("java.time")
                        && call.getName().equals("now");
    }

    private static DescribedPredicate<JavaClass> isNot(String... names) {
        Set<String> allowed = Set.of(names);
        return describe("none of " + allowed, c -> !allowed.contains(c.getName()));
    }
}
