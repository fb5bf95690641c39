package io.millrace.cli.cluster;

import java.util.List;

/**
 * Something that the user can put right. Printed as it is, without a stack trace; each line names
 * the place, the value and the way out.
 */
public final class Complaint extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Complaint(String message) {
        super(message);
    }

    public Complaint(String message, Throwable cause) {
        super(message, cause);
    }

    public Complaint(List<String> lines) {
        super(String.join("\n", lines));
    }
}
