package io.millrace.cli.terminal;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import javax.annotation.Nullable;

/**
 * A signal of the operating system that is handled here instead of ending the JVM. The only API is
 * {@code sun.misc.Signal} of the module jdk.unsupported, against which the build's warnings do not
 * let us compile; so it is called by reflection.
 */
final class OsSignal implements AutoCloseable {

    private final Method handle;
    private final Object signal;
    private final Object before;

    /**
     * Handles a signal until closed.
     *
     * @param name without SIG, such as {@code INT}
     */
    OsSignal(String name, Runnable action) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            handle = signals.getMethod("handle", signals, handlers);
            signal = signals.getConstructor(String.class).newInstance(name);
            before = handle.invoke(null, signal, handler(handlers, action));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM does not let signals be handled", e);
        }
    }

    @Override
    public void close() {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the signal's old handler cannot be put back", e);
        }
    }

    private static Object handler(Class<?> type, Runnable action) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "toString" -> "handler";
                            default -> run(action);
                        });
    }

    private static @Nullable Object run(Runnable action) {
        action.run();
        return null;
    }
}
