package dev.akme.ca.conformance;

import dev.akme.ca.store.CaStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A store to which a test says something before each call. */
final class Intercepted {

    /** What is done before a call; what it throws, the caller gets. */
    @FunctionalInterface
    interface Before {
        void call(String method, Object[] arguments) throws Exception;
    }

    private Intercepted() {}

    static CaStore store(CaStore store, Before before) {
        return (CaStore) Proxy.newProxyInstance(
                Intercepted.class.getClassLoader(), new Class<?>[] {CaStore.class}, (proxy, method, arguments) -> {
                    before.call(method.getName(), arguments == null ? new Object[0] : arguments);
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
