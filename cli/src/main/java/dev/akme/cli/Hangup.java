package dev.akme.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Does something whenever the process gets SIGHUP. The JDK has that in {@code sun.misc.Signal} alone, which neither every
 * runtime has nor the compiler lets pass, and which knows no SIGHUP on Windows: where it is not to be had, nothing happens.
 */
final class Hangup implements AutoCloseable {

    private final @Nullable Object before;

    private Hangup(@Nullable Object before) {
        this.before = before;
    }

    /** From now until it is closed. */
    static Hangup listen(Runnable action) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                action.run();
                return null;
            }
            return method.invoke(action, arguments);
        };
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            return new Hangup(handle(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new Hangup(null);
        }
    }

    private static @Nullable Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handler);
    }

    @Override
    public void close() {
        if (before != null) {
            try {
                handle(before);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("what was set before cannot be set again", e);
            }
        }
    }
}
