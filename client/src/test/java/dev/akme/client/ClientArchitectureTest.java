package dev.akme.client;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the design forbids in the client, held by a test. */
@AnalyzeClasses(locations = ClientArchitectureTest.Production.class)
class ClientArchitectureTest {

    /** The classes under test, without the tests beside them. */
    static final class Production implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> testClass) {
            return Set.of(Location.of(
                    AcmeClient.class.getProtectionDomain().getCodeSource().getLocation()));
        }
    }

    @ArchTest
    static final ArchRule NOTHING_ELSE_IS_NEEDED = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("dev.akme..", "java..", "javax..", "org.jspecify.."));

    @ArchTest
    static final ArchRule NOTHING_HIDDEN_IS_USED =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.akme..internal..");

    /** Solvers stand on the client, which knows none of them. */
    @ArchTest
    static final ArchRule LAYERS_LOOK_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("client")
            .definedBy("dev.akme.client")
            .layer("solvers")
            .definedBy("dev.akme.client.*..")
            .whereLayer("client")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.akme.client.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule NO_EXIT = noClasses()
            .should()
            .callMethodWhere(describe(
                    "the JVM is ended",
                    call -> (call.getTargetOwner().isEquivalentTo(System.class)
                                    || call.getTargetOwner().isEquivalentTo(Runtime.class))
                            && Set.of("exit", "halt").contains(call.getName())));

    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    /** Virtual threads of some JDKs are pinned by a monitor that is held over input and output. */
    @ArchTest
    static final ArchRule NO_METHOD_IS_A_MONITOR = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.akme.client..")
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule TIME_GOES_THROUGH_THE_TIMEKEEPER = noClasses()
            .that()
            .resideInAPackage("dev.akme.client")
            .and()
            .areNotAssignableTo(SystemTimekeeper.class)
            .and()
            // How long sockets may take is real time, whatever the client's clock says.
            .areNotAssignableTo(JdkTransport.class)
            .should()
            .callMethodWhere(describe("the time is asked for", ClientArchitectureTest::asksForTheTime))
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

    private static boolean asksForTheTime(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(System.class)
                ? Set.of("currentTimeMillis", "nanoTime").contains(call.getName())
                : call.getTargetOwner().getPackageName().startsWith("java.time")
                        && call.getName().equals("now");
    }

    /** Blocks of {@code synchronized} do not show in signatures. */
    @Test
    void nothingHasMonitors() throws IOException {
        Pattern monitor = Pattern.compile("\\bsynchronized\\s*[({]|\\.(wait|notify|notifyAll)\\(");
        Path sources = Path.of("src/main/java/dev/akme/client");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(80);
            for (Path file : java) {
                assertThat(monitor.matcher(Files.readString(file)).find())
                        .as(file.toString())
                        .isFalse();
            }
        }
    }
}
