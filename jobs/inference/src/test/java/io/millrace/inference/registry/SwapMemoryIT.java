package io.millrace.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left of models that were replaced, in a JVM of its own with a small heap. {@code
 * -Dmillrace.swaps=300} for the long run; the figures are printed.
 */
@EnabledOnOs(OS.LINUX)
class SwapMemoryIT {

    private static final int SWAPS = Integer.getInteger("millrace.swaps", 40);

    @TempDir private Path folder;

    @Test
    void shouldGiveBackTheMemoryOfEveryModelThatIsReplaced() throws Exception {
        Path log = folder.resolve("log");
        Process child =
                new ProcessBuilder(command())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = child.waitFor(20, TimeUnit.MINUTES);
        child.destroyForcibly();
        String said = Files.readString(log, StandardCharsets.UTF_8);

        assertThat(ended && child.exitValue() == 0).as(said).isTrue();
        long[] figures =
                said.lines()
                        .filter(line -> line.startsWith(SwapMemory.FIGURES))
                        .map(line -> line.substring(SwapMemory.FIGURES.length()).strip())
                        .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                        .mapToLong(Long::parseLong)
                        .toArray();
        System.out.printf(
                "%d swaps of models of %.1f MB: resident %.1f MB before, %.1f MB after, %.1f MB at most%n",
                figures[0],
                mega(SwapMemory.MODEL_BYTES),
                mega(figures[1]),
                mega(figures[2]),
                mega(figures[3]));
        // a leak would be all of them
        assertThat(figures[2] - figures[1]).isLessThan(SWAPS * SwapMemory.MODEL_BYTES / 2);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add") || argument.startsWith("-XX"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SwapMemory.class.getName(),
                        folder.toString(),
                        String.valueOf(SWAPS)));
        return command;
    }

    private static double mega(long bytes) {
        return bytes / 1e6;
    }
}
