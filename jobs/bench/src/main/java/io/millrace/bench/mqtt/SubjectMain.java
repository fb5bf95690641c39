package io.millrace.bench.mqtt;

import io.millrace.bench.measure.Mark;
import java.util.concurrent.BlockingQueue;

/** Receives in a JVM of its own, and tells what that took. */
final class SubjectMain {

    private SubjectMain() {}

    /** Is ordered one {@link Run} after the other, so that only the first meets cold code. */
    public static void main(String[] arguments) throws Exception {
        BlockingQueue<String> orders = ChildJvm.orders();
        while (true) {
            Run run = Run.parse(orders.take().split("\t", -1));
            Mark spent =
                    run.subject() == Run.Subject.BARE
                            ? BareClient.measure(run)
                            : FlinkJob.measure(run);
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
        }
    }
}
