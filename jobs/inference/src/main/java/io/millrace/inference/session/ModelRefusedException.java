package io.millrace.inference.session;

import java.util.List;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A model that must not score: all the reasons found. Starting again would find the same, so a job
 * that meets it in opening fails for good instead of restarting.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class ModelRefusedException extends Exception {

    private final List<String> problems;

    public ModelRefusedException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public ModelRefusedException(String problem, Throwable cause) {
        super(problem, cause);
        this.problems = List.of(problem);
    }

    /** One line each: what is wrong, and the way out. */
    public List<String> problems() {
        return problems;
    }
}
