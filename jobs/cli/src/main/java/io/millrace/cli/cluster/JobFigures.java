package io.millrace.cli.cluster;

import java.util.List;
import org.apache.flink.api.common.JobStatus;

/**
 * A job at one moment, as Flink's endpoint tells it; figures may be a second old.
 *
 * @param restarts since the job was submitted
 * @param checkpoints completed so far
 * @param failedCheckpoints given up so far
 * @param vertices in topological order
 */
public record JobFigures(
        JobStatus status,
        long restarts,
        long checkpoints,
        long failedCheckpoints,
        List<Vertex> vertices) {

    /** How the name of a vertex that begins with a source begins. */
    public static final String SOURCE = "Source: ";

    public JobFigures {
        vertices = List.copyOf(vertices);
    }

    /**
     * Chained operators that run as one task.
     *
     * @param name the operators' names, joined by arrows
     * @param running whether all of its subtasks run
     * @param rowsIn from other vertices; 0 for a source
     * @param rowsOut to other vertices; 0 for a sink
     */
    public record Vertex(String id, String name, boolean running, long rowsIn, long rowsOut) {}

    /** Whether every task of the job runs, so that rows can pass. */
    public boolean allRunning() {
        return status == JobStatus.RUNNING
                && !vertices.isEmpty()
                && vertices.stream().allMatch(Vertex::running);
    }

    /** Rows that the sources have handed on. */
    public long rowsRead() {
        return vertices.stream()
                .filter(vertex -> vertex.name().startsWith(SOURCE))
                .mapToLong(Vertex::rowsOut)
                .sum();
    }
}
