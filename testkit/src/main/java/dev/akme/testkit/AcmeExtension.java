package dev.akme.testkit;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.Faults;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ChallengeSolver;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests of JUnit an {@link AcmeTestKit} each, or one to all tests of a class: for {@code @RegisterExtension}, with
 * settings that are code. {@link AcmeTest} does the same with settings that are annotations.
 *
 * <p>The kit starts when its first part is asked for and is closed when its test, or its class, has ended. Parameters can
 * be {@link AcmeTestKit}, {@link AcmeCa}, {@link Faults}, {@link AcmeClient}, {@link AcmeAccount} (registered before any
 * fault, if the test method has it), {@link ChallengeSolver}, {@link FakeDns}, {@link MutableClock}, {@link Transcript},
 * {@link URI} (of the directory), {@link X509Certificate} (the root) and {@link SSLContext} (trusts the root). Tests may
 * run in parallel.
 *
 * <p>When a test fails, what its clients and the CA said to each other is written to standard error, and published as the
 * report entry {@code acme}.
 */
public final class AcmeExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(AcmeExtension.class);

    /** The transcript of a shared kit before this is that of other tests. */
    private static final String BEFORE = "before";

    /** Gives a part of a kit. */
    private interface Part {
        Object of(AcmeTestKit kit) throws InterruptedException;
    }

    private static final Map<Class<?>, Part> PARTS = Map.ofEntries(
            Map.entry(AcmeTestKit.class, kit -> kit),
            Map.entry(AcmeCa.class, AcmeTestKit::ca),
            Map.entry(Faults.class, AcmeTestKit::faults),
            Map.entry(AcmeClient.class, AcmeTestKit::client),
            Map.entry(AcmeAccount.class, AcmeTestKit::account),
            Map.entry(ChallengeSolver.class, AcmeTestKit::solver),
            Map.entry(FakeDns.class, AcmeTestKit::dns),
            Map.entry(MutableClock.class, AcmeTestKit::clock),
            Map.entry(Transcript.class, AcmeTestKit::transcript),
            Map.entry(URI.class, AcmeTestKit::directoryUrl),
            Map.entry(X509Certificate.class, AcmeTestKit::root),
            Map.entry(SSLContext.class, AcmeTestKit::sslContext));

    /** Null for an extension that annotations bring. */
    private final @Nullable Builder settings;

    /** For JUnit, which makes the extension of an {@link AcmeTest}. */
    public AcmeExtension() {
        this.settings = null;
    }

    private AcmeExtension(Builder settings) {
        this.settings = settings;
    }

    /**
     * {@return a builder for an extension with settings that are code}
     */
    public static Builder builder() {
        return new Builder();
    }

    // ---- parameters

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARTS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Part part = PARTS.get(parameter.getParameter().getType());
        if (part == null) {
            throw new ParameterResolutionException("a test kit has no " + parameter.getParameter());
        }
        try {
            return part.of(place(context).kit());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("interrupted while the test kit starts", e);
        }
    }

    /** So that constructors have a kit for each test. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    // ---- reports

    @Override
    public void beforeEach(ExtensionContext context) {
        store(context)
                .put(
                        BEFORE,
                        place(context)
                                .running()
                                .map(kit -> kit.transcript().size())
                                .orElse(0));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional<Throwable> failure = context.getExecutionException();
        if (failure.isEmpty() || failure.get() instanceof TestAbortedException) {
            return;
        }
        place(context).running().ifPresent(kit -> {
            int before = Optional.ofNullable(store(context).get(BEFORE, Integer.class))
                    .orElse(0);
            String said = kit.transcript().from(before);
            if (!said.isEmpty()) {
                context.publishReportEntry("acme", said);
                // Most consoles show no report entries. One call, so that tests in parallel do not mix.
                System.err.println("What clients and the CA said in " + context.getDisplayName() + ":\n" + said);
            }
        });
    }

    // ---- kits

    /**
     * Where a kit belongs, and how it is made.
     *
     * @param context that of the test or of the class, at whose end JUnit closes the kit
     * @param settings how it is made
     */
    private record Place(ExtensionContext context, AcmeTestKitBuilder settings) {

        /** Not the settings: they are read anew for each question. */
        private Object key() {
            return context.getUniqueId();
        }

        Optional<AcmeTestKit> running() {
            return Optional.ofNullable(store(context).get(key(), AcmeTestKit.class));
        }

        AcmeTestKit kit() {
            return store(context).getOrComputeIfAbsent(key(), key -> start(), AcmeTestKit.class);
        }

        private AcmeTestKit start() {
            // Nobody knows yet who will use a kit that is shared.
            boolean wantsAccount = context.getTestMethod()
                    .map(method -> Arrays.asList(method.getParameterTypes()).contains(AcmeAccount.class))
                    .orElse(true);
            try {
                return wantsAccount ? settings.startWithAccount() : settings.start();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ParameterResolutionException("interrupted while the test kit starts", e);
            }
        }
    }

    private Place place(ExtensionContext context) {
        Builder builder = settings;
        if (builder != null) {
            return new Place(builder.shared ? outermostClass(context) : test(context), builder.kit());
        }
        Optional<AcmeTest> ofMethod =
                context.getTestMethod().flatMap(method -> AnnotationSupport.findAnnotation(method, AcmeTest.class));
        if (ofMethod.isPresent()) {
            if (ofMethod.get().shared()) {
                throw new ExtensionConfigurationException(
                        "@AcmeTest(shared = true) stands at a method: it is for classes");
            }
            return new Place(context, Annotated.builder(ofMethod.get()));
        }
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<AcmeTest> ofClass = annotationOfClass(at.get());
            if (ofClass.isPresent()) {
                return new Place(ofClass.get().shared() ? at.get() : test(context), Annotated.builder(ofClass.get()));
            }
        }
        throw new ExtensionConfigurationException(
                "AcmeExtension has no settings: use @AcmeTest, or AcmeExtension.builder() with @RegisterExtension");
    }

    /** Of a context that is a class, and not a test in it. */
    private static Optional<AcmeTest> annotationOfClass(ExtensionContext context) {
        return context.getTestMethod().isPresent()
                ? Optional.empty()
                : context.getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, AcmeTest.class));
    }

    private static ExtensionContext test(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("there is a test kit for each test, and none outside of tests:"
                    + " share one among all tests of the class (shared), or ask for it in the tests");
        }
        return context;
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        ExtensionContext outermost = context;
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            if (at.get().getTestClass().isPresent()) {
                outermost = at.get();
            }
        }
        return outermost;
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** Collects the settings of an {@link AcmeExtension}. For one thread at a time. */
    public static final class Builder {

        private Consumer<AcmeTestKitBuilder> settings = kit -> {};
        private boolean shared;

        private Builder() {}

        /**
         * Sets what kits are like: the CA, its clock, its faults. Called again, both are done.
         *
         * @param change changes the builder of each kit
         * @return this builder
         */
        public Builder kit(Consumer<AcmeTestKitBuilder> change) {
            this.settings = settings.andThen(change);
            return this;
        }

        /**
         * Sets whether all tests of the outermost class share one kit, which is closed after the last. The field of the
         * extension must be static then.
         *
         * @param shared by default false: each test has a kit of its own
         * @return this builder
         */
        public Builder shared(boolean shared) {
            this.shared = shared;
            return this;
        }

        /**
         * {@return the extension}
         */
        public AcmeExtension build() {
            Builder copy = new Builder();
            copy.settings = settings;
            copy.shared = shared;
            return new AcmeExtension(copy);
        }

        private AcmeTestKitBuilder kit() {
            AcmeTestKitBuilder kit = AcmeTestKit.builder();
            settings.accept(kit);
            return kit;
        }
    }
}
