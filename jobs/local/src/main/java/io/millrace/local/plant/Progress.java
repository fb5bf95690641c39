package io.millrace.local.plant;

/** Is told how far long work has come. */
@FunctionalInterface
public interface Progress {

    /** For those who do not want to know. */
    Progress NONE = (done, total, what) -> {};

    /**
     * Called now and then, and once at the end with {@code done == total}.
     *
     * @param what what has been counted so far, for a person to read
     */
    void update(long done, long total, String what);
}
