package io.millrace.training.trees;

import io.millrace.training.request.TrainingException;
import java.util.Locale;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Whether XGBoost's native library can be loaded on this machine. */
public final class NativeXgboost {

    private NativeXgboost() {}

    /** Whether trees can be trained here. */
    public static boolean isAvailable() {
        try {
            require();
            return true;
        } catch (TrainingException e) {
            return false;
        }
    }

    /**
     * Loads the library.
     *
     * @throws TrainingException when it cannot be loaded, with what to install
     */
    static void require() {
        try {
            new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
        } catch (LinkageError | XGBoostError e) {
            throw new TrainingException(explain(e), e);
        }
    }

    static String explain(Throwable failure) {
        StringBuilder said = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            said.append(cause.getMessage()).append('\n');
        }
        if (said.toString().toLowerCase(Locale.ROOT).contains("gomp")) {
            return "training trees needs the OpenMP runtime (libgomp.so.1), which this machine does not"
                    + " have; install it: `apt-get install libgomp1` on Debian and Ubuntu,"
                    + " `dnf install libgomp` on Fedora and RHEL";
        }
        return "XGBoost's native library cannot be loaded on %s %s; it has builds for Linux (glibc), macOS and Windows: %s"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        said.toString().strip().lines().findFirst().orElse(""));
    }
}
