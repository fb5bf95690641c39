package io.millrace.cli.standalone;

import io.millrace.cli.cluster.Complaint;
import io.millrace.cli.cluster.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * Starts Flink's own main classes, in JVMs that outlive this one. How much memory each gets is
 * computed by what Flink's launch scripts call for that, which is internal to Flink; here only.
 */
final class FlinkProcess {

    private static final String JOB_MANAGER =
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER =
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final int LOG_TAIL = 20;

    private final Installation installation;
    private final FlinkHome flink;
    private final Path directory;
    private final Configuration settings;

    FlinkProcess(
            Installation installation, FlinkHome flink, Path directory, Configuration settings) {
        this.installation = installation;
        this.flink = flink;
        this.directory = directory;
        this.settings = settings;
    }

    ClusterProcess jobManager() {
        JobManagerProcessSpec memory =
                JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
                        settings, JobManagerOptions.JVM_HEAP_MEMORY);
        return start(
                "jobmanager",
                JOB_MANAGER,
                words(JobManagerProcessUtils.generateJvmParametersStr(memory, settings)),
                words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
    }

    ClusterProcess taskManager(String name) {
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(settings);
        return start(
                name,
                TASK_MANAGER,
                words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
                words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    }

    /** The last lines that a process has written, for a message. */
    static String tail(Path directory, String name) {
        List<String> lines = new ArrayList<>();
        for (String end : List.of(".log", ".out")) {
            Path file = directory.resolve("log").resolve(name + end);
            try {
                lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
            } catch (IOException e) {
                lines.add("(" + file + ": " + e.getMessage() + ")");
            }
        }
        return String.join(
                "\n  ", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    }

    private ClusterProcess start(
            String name, String main, List<String> memory, List<String> dynamic) {
        Path logs = directory.resolve("log");
        // Ctrl-C and the end of the terminal are none of the cluster's business
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + installation.built().resolve("jvm.options"));
        command.addAll(memory);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:ErrorFile=" + logs.resolve(name + "-crash.log"));
        command.add("-Duser.timezone=UTC");
        command.add("-Dmillrace.log=" + logs.resolve(name + ".log"));
        command.add("-Dlog.file=" + logs.resolve(name + ".log"));
        command.add(
                "-Dlog4j.configurationFile="
                        + installation.settings().resolve("log4j2.properties"));
        command.add("-cp");
        command.add(classpath());
        command.add(main);
        command.addAll(List.of("--configDir", directory.resolve("conf").toString()));
        command.addAll(dynamic);
        try {
            Files.createDirectories(logs);
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            logs.resolve(name + ".out").toFile()));
            builder.environment().putAll(environment());
            return ClusterProcess.of(name, builder.start().toHandle());
        } catch (IOException e) {
            throw new Complaint("the JVM of the " + name + " could not be started: " + e, e);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "FLINK_CONF_DIR", directory.resolve("conf").toString(),
                "FLINK_LIB_DIR", flink.lib().toString(),
                "FLINK_PLUGINS_DIR", flink.plugins().toString());
    }

    private String classpath() {
        return flink.jars().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> words(String options) {
        String text = options.strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+", -1));
    }
}
