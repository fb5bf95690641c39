package io.millrace.bench.measure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time of the JVM's own threads, which Java's beans do not tell: Linux lists it by thread
 * under {@code /proc/self/task}. Elsewhere all is 0.
 *
 * @param collector nanoseconds
 * @param compiler nanoseconds
 */
record NativeThreads(long collector, long compiler) {

    private static final Path TASKS = Path.of("/proc/self/task");

    /** Linux counts in hundredths of a second, whatever the kernel's own tick. */
    private static final long TICK = 10_000_000;

    /** Fields of a stat line after the name: state is the first, user time the twelfth. */
    private static final int USER = 11;

    private static final List<String> COLLECTOR = List.of("GC Thread", "G1 ", "VM Thread");
    private static final List<String> COMPILER = List.of("C1 Compiler", "C2 Compiler");

    static NativeThreads read() {
        long collector = 0;
        long compiler = 0;
        if (Files.isDirectory(TASKS)) {
            try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
                for (Path task : tasks) {
                    String stat = stat(task);
                    collector += time(stat, COLLECTOR);
                    compiler += time(stat, COMPILER);
                }
            } catch (IOException e) {
                return new NativeThreads(0, 0);
            }
        }
        return new NativeThreads(collector, compiler);
    }

    /** Empty for a thread that has just ended. */
    private static String stat(Path task) {
        try {
            return Files.readString(task.resolve("stat"));
        } catch (IOException e) {
            return "";
        }
    }

    /** The time in a line {@code 12 (GC Thread#0) S 1 ...}, if the name begins as one of these. */
    static long time(String stat, List<String> names) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 0 || close < 0) {
            return 0;
        }
        String name = stat.substring(open + 1, close);
        if (names.stream().noneMatch(name::startsWith)) {
            return 0;
        }
        String[] fields = stat.substring(close + 2).split(" ", -1);
        return TICK * (Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1]));
    }
}
