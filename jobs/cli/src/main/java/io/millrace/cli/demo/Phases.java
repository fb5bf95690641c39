package io.millrace.cli.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Says what is being done, and how long it took. */
final class Phases {

    private final Consumer<String> lines;

    Phases(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Does something that takes a while. */
    <T> T run(String what, Callable<T> work) throws Exception {
        long started = System.nanoTime();
        T result = work.call();
        done(what, Duration.ofNanos(System.nanoTime() - started));
        return result;
    }

    /** Tells of something that is done. */
    void done(String what, Duration took) {
        say("  %-44s %6.1f s".formatted(what, took.toMillis() / 1e3));
    }

    void say(String line) {
        lines.accept(line);
    }

    /** A number for people, in the same way everywhere. */
    static String number(long value) {
        return "%,d".formatted(value);
    }

    /** A share or a rate, in the same way everywhere. */
    static String decimal(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
