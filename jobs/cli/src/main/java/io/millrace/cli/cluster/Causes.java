package io.millrace.cli.cluster;

/** The reason behind the reasons: Flink wraps what went wrong in layers that say nothing of it. */
public final class Causes {

    private static final int DEEPEST = 50;
    private static final String CAUSED_BY = "Caused by: ";

    private Causes() {}

    /** The innermost message, without its class where the class says less than the message. */
    public static String root(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause.getCause() != null && i < DEEPEST; i++) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : message(cause.toString());
    }

    /**
     * The innermost message of a printed stack trace.
     *
     * @param trace as Flink's REST endpoint gives it
     */
    static String rootOfTrace(String trace) {
        int last = trace.lastIndexOf(CAUSED_BY);
        String tail = last < 0 ? trace : trace.substring(last + CAUSED_BY.length());
        int frames = tail.indexOf("\n\tat ");
        return message((frames < 0 ? tail : tail.substring(0, frames)).strip());
    }

    private static String message(String text) {
        return text.replaceFirst("^[a-z]+(\\.[a-zA-Z0-9_$]+)*\\.([A-Z][A-Za-z0-9_$]*): ", "$2: ")
                .replaceFirst(
                        "^(RuntimeException|Exception|IllegalStateException|IOException|"
                                + "FlinkRuntimeException|FlinkException|UncheckedIOException"
                                + "|IllegalArgumentException|ValidationException|TableException): ",
                        "");
    }
}
