package io.millrace.inference.batch;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millrace.inference.session.ModelSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.Nullable;

/**
 * Scores rows in batches with buffers of its own; for one thread. Put values into the {@link #cell
 * cells} of the rows 0 to n − 1, {@link #run run} n rows, read the {@link #column columns}.
 *
 * <p>The tensors are views of the buffers, made once for each number of rows. Numeric outputs of a
 * declared shape are written in place; then a run allocates nothing but the runtime's own small
 * change, whatever the number of rows. Texts, maps and outputs of unknown shape are copied out.
 */
public final class BatchRunner implements AutoCloseable {

    /** Of an input; wide rows gain nothing together, and direct memory is scarce. */
    private static final int MAX_VALUES = 1 << 20;

    private final ModelSession session;
    private final Binding binding;
    private final int capacity;
    private final OrtEnvironment environment = ModelSession.environment();
    private final List<InputTensor> inputs = new ArrayList<>();
    private final Map<String, OutputTensor> outputs = new LinkedHashMap<>();
    private final InputCell[] cells;
    private final List<OutputColumn> columns = new ArrayList<>();
    private final Views[] views;
    private boolean closed;

    /** Tensors over the first rows of the buffers. */
    private record Views(
            Map<String, OnnxTensor> inputs,
            Map<String, OnnxTensor> pinned,
            Set<String> requested) {}

    /**
     * Allocates the buffers.
     *
     * @param maxBatch rows in a run at most; fewer when rows are of thousands of values, and a
     *     model of a fixed batch has its own
     */
    public BatchRunner(ModelSession session, Binding binding, int maxBatch) {
        this.session = session;
        this.binding = binding;
        int values = binding.inputs().stream().mapToInt(Binding.In::width).sum();
        this.capacity =
                binding.fixedBatch() == 0
                        ? Math.min(maxBatch, Math.max(1, MAX_VALUES / values))
                        : binding.fixedBatch();
        this.views = new Views[capacity + 1];
        this.cells = new InputCell[values];
        for (Binding.In in : binding.inputs()) {
            InputTensor tensor = InputTensor.of(in, capacity);
            inputs.add(tensor);
            for (int i = 0; i < in.width(); i++) {
                cells[in.cardInputs().get(i)] = new InputCell(tensor, i);
            }
        }
        for (Binding.Out out : binding.outputs()) {
            OutputTensor tensor =
                    outputs.computeIfAbsent(
                            out.port().name(),
                            name -> OutputTensor.of(out.port(), capacity, binding.fixedBatch()));
            columns.add(new OutputColumn(out, tensor));
        }
    }

    /** Rows in a run at most. */
    public int capacity() {
        return capacity;
    }

    /** Rows that really are scored when so many are asked for. */
    public int runSize(int rows) {
        return binding.fixedBatch() == 0 ? rows : binding.fixedBatch();
    }

    /** Where the card's input of that position goes. */
    public InputCell cell(int cardInput) {
        return cells[cardInput];
    }

    /** The way for whole rows; null when the inputs are not all floats of one tensor, in order. */
    @Nullable
    public InputRow inputRow() {
        return inputs.size() == 1 && inputs.get(0) instanceof InputTensor.Floats floats
                ? new InputRow(floats)
                : null;
    }

    /** The card's output of that position, as of the last run. */
    public OutputColumn column(int cardOutput) {
        return columns.get(cardOutput);
    }

    /**
     * Scores the first rows. A model of a fixed batch also runs what stands behind them, and nobody
     * reads it.
     *
     * @param rows from 1 to {@link #capacity}
     * @throws UnscorableException when the runtime fails on these rows; another run may succeed
     * @throws IllegalStateException when the session or this was closed
     */
    public void run(int rows) throws UnscorableException {
        if (closed) {
            throw new IllegalStateException("the buffers are closed");
        }
        int size = runSize(rows);
        try {
            run(views(size), size);
        } catch (OrtException e) {
            throw new UnscorableException(e.getMessage(), e);
        }
    }

    private void run(Views view, int size) throws OrtException, UnscorableException {
        Map<String, OnnxTensor> own = copies(size);
        try {
            Map<String, OnnxTensor> all = view.inputs();
            if (!own.isEmpty()) {
                all = new HashMap<>(all);
                all.putAll(own);
            }
            try (OrtSession.Result result = session.run(all, view.requested(), view.pinned())) {
                for (String name : view.requested()) {
                    outputs.get(name).take(result.get(name).orElseThrow(), size);
                }
            }
        } finally {
            own.values().forEach(OnnxTensor::close);
        }
        if (!view.requested().isEmpty()) {
            for (OutputColumn column : columns) {
                column.check();
            }
        }
    }

    private Map<String, OnnxTensor> copies(int size) throws OrtException {
        Map<String, OnnxTensor> copies = Collections.emptyMap();
        for (InputTensor input : inputs) {
            if (input.copied()) {
                copies = copies.isEmpty() ? new HashMap<>() : copies;
                copies.put(input.in.tensor().name(), input.tensor(environment, size));
            }
        }
        return copies;
    }

    private Views views(int size) throws OrtException {
        @Nullable Views known = views[size];
        if (known != null) {
            return known;
        }
        Map<String, OnnxTensor> in = new HashMap<>();
        Map<String, OnnxTensor> pinned = new HashMap<>();
        Set<String> requested = new HashSet<>();
        for (InputTensor input : inputs) {
            if (!input.copied()) {
                in.put(input.in.tensor().name(), input.tensor(environment, size));
            }
        }
        for (OutputTensor output : outputs.values()) {
            OnnxTensor tensor = output.pinned(environment, size);
            if (tensor == null) {
                requested.add(output.name);
            } else {
                pinned.put(output.name, tensor);
            }
        }
        views[size] = new Views(in, pinned, requested);
        return views[size];
    }

    /** Closes the tensors; the session is its owner's. */
    @Override
    public void close() {
        closed = true;
        for (Views view : views) {
            if (view != null) {
                view.inputs().values().forEach(OnnxTensor::close);
                view.pinned().values().forEach(OnnxTensor::close);
            }
        }
    }
}
