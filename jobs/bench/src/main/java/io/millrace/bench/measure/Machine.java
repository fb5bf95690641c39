package io.millrace.bench.measure;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the figures were measured on. */
public final class Machine {

    private Machine() {}

    /** A few lines about processor, JVM and how busy the machine is with other things. */
    public static List<String> describe() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var system = ManagementFactory.getOperatingSystemMXBean();
        String collectors =
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", "));
        return List.of(
                "processor: " + processor() + ", " + system.getAvailableProcessors() + " cores",
                "system: " + system.getName() + " " + system.getArch(),
                "JVM: "
                        + runtime.getVmName()
                        + " "
                        + runtime.getVmVersion()
                        + ", heap "
                        + Runtime.getRuntime().maxMemory() / (1024 * 1024)
                        + " MiB, "
                        + collectors,
                "commit: " + System.getProperty("millrace.commit", "unknown"),
                load());
    }

    /** How busy the machine is, in words. */
    public static String load() {
        return String.format(
                Locale.ROOT,
                "load average over the last minute: %.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
