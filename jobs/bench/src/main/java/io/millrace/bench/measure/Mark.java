package io.millrace.bench.measure;

import java.lang.management.ManagementFactory;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * What this JVM has spent up to now; the difference of two marks is what lies between them.
 *
 * @param wall nanoseconds of the clock
 * @param cpu nanoseconds of all threads
 * @param collector nanoseconds of the garbage collector's threads, in steps of 10 ms; 0 where the
 *     system does not tell
 * @param compiler nanoseconds of the just-in-time compiler's threads, likewise
 * @param allocated bytes, by the threads that are alive
 */
public record Mark(long wall, long cpu, long collector, long compiler, long allocated) {

    /** Prefix of the accumulators at the beginning of the measurement. */
    public static final String BEGIN = "mark-begin-";

    /** Prefix of the accumulators at its end. */
    public static final String END = "mark-end-";

    /** Reads all clocks, which takes about a millisecond. */
    public static Mark now() {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            allocated += Math.max(0, bytes); // -1 for a thread that has just ended
        }
        NativeThreads natives = NativeThreads.read();
        return new Mark(
                System.nanoTime(),
                system.getProcessCpuTime(),
                natives.collector(),
                natives.compiler(),
                allocated);
    }

    /** Puts the figures into accumulators of the job. */
    public void put(RuntimeContext context, String prefix) {
        put(context, prefix + "wall", wall);
        put(context, prefix + "cpu", cpu);
        put(context, prefix + "collector", collector);
        put(context, prefix + "compiler", compiler);
        put(context, prefix + "allocated", allocated);
    }

    private static void put(RuntimeContext context, String name, long value) {
        context.addAccumulator(name, new LongCounter(value));
    }

    /**
     * Takes the figures out of an ended job's accumulators.
     *
     * @throws IllegalStateException if the job took no such mark
     */
    public static Mark of(Map<String, Object> accumulators, String prefix) {
        return new Mark(
                get(accumulators, prefix + "wall"),
                get(accumulators, prefix + "cpu"),
                get(accumulators, prefix + "collector"),
                get(accumulators, prefix + "compiler"),
                get(accumulators, prefix + "allocated"));
    }

    private static long get(Map<String, Object> accumulators, String name) {
        if (accumulators.get(name) instanceof Long value) {
            return value;
        }
        throw new IllegalStateException(
                "the job ended without " + name + ": fewer rows came out than were to be measured");
    }

    /** What was spent since an earlier mark. */
    public Mark minus(Mark earlier) {
        return new Mark(
                wall - earlier.wall,
                cpu - earlier.cpu,
                collector - earlier.collector,
                compiler - earlier.compiler,
                allocated - earlier.allocated);
    }
}
