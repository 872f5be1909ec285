package dev.akme.scenarios.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** The tests of a class run against servers, which they get as a {@link TestServers}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Scenarios.Servers.class)
@Timeout(180)
public @interface Scenarios {

    /** Gives the servers to tests, and tells what they said when one fails. */
    final class Servers implements ParameterResolver, AfterEachCallback, TestExecutionExceptionHandler {

        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Servers.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(TestServers.class);
        }

        @Override
        public TestServers resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return servers(context);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            servers(context).next();
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            if (!(failure instanceof TestAbortedException)) {
                failure.addSuppressed(new Report(servers(context).reports()));
            }
            throw failure;
        }

        /** In the store of the root, which closes it at the end of all tests. */
        private static TestServers servers(ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(TestServers.class, type -> new TestServers(), TestServers.class);
        }
    }

    /** What the servers said, beside the failure of a test. */
    final class Report extends Exception {

        private static final long serialVersionUID = 1;

        Report(String text) {
            super(text, null, false, false);
        }
    }
}
