package io.millrace.bench.mqtt;

import io.millrace.bench.measure.Mark;

/** Receives in a JVM of its own, and tells what that took. */
final class SubjectMain {

    private SubjectMain() {}

    /** Takes a {@link Run}. */
    public static void main(String[] arguments) throws Exception {
        ChildJvm.endWithParent();
        Run run = Run.parse(arguments);
        Mark spent =
                run.subject() == Run.Subject.BARE ? BareClient.measure(run) : FlinkJob.measure(run);
        ChildJvm.tell(
                spent.wall()
                        + " "
                        + spent.cpu()
                        + " "
                        + spent.collector()
                        + " "
                        + spent.compiler()
                        + " "
                        + spent.allocated());
        System.exit(0); // the job has no end of its own
    }
}
