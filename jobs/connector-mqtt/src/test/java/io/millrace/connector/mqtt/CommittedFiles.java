package io.millrace.connector.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Numbers in part files, which a transactional sink makes visible when a checkpoint completes. */
final class CommittedFiles {

    private CommittedFiles() {}

    static FileSink<Integer> sink(Path folder) {
        return FileSink.forRowFormat(
                        new org.apache.flink.core.fs.Path(folder.toUri()),
                        new SimpleStringEncoder<Integer>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build();
    }

    /** How often each number is in the committed files; what is still pending has a hidden name. */
    static Effects effects(Path folder, int messages) {
        int[] counts = new int[messages];
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(CommittedFiles::committed).toList()) {
                Files.readAllLines(file).forEach(line -> counts[Integer.parseInt(line)]++);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Effects(counts);
    }

    private static boolean committed(Path file) {
        return file.getFileName().toString().startsWith("part-");
    }
}
