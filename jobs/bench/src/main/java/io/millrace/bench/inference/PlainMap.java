package io.millrace.bench.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** How ONNX Runtime's manual has it: an array, a tensor and a run for each row. */
final class PlainMap extends RichMapFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final Subject subject;
    private transient RowData.FieldGetter[] getters;
    private transient OrtEnvironment environment;
    private transient OrtSession session;

    PlainMap(Subject subject) {
        this.subject = subject;
    }

    @Override
    public void open(OpenContext context) throws OrtException {
        getters = new RowData.FieldGetter[subject.columns().size()];
        for (int i = 0; i < getters.length; i++) {
            getters[i] = RowData.createFieldGetter(subject.rowType().getTypeAt(i + 1), i + 1);
        }
        environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(subject.model(), options);
        }
    }

    @Override
    public RowData map(RowData row) throws OrtException {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, new float[][] {values(row)});
                OrtSession.Result result = session.run(Map.of("input", tensor))) {
            float[][] scores = (float[][]) result.get(0).getValue();
            return new JoinedRowData(row, GenericRowData.of(scores[0][0]));
        }
    }

    private float[] values(RowData row) {
        if (subject.rowType().getTypeAt(1).is(LogicalTypeRoot.ARRAY)) {
            return row.getArray(1).toFloatArray();
        }
        float[] values = new float[getters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((Number) getters[i].getFieldOrNull(row)).floatValue();
        }
        return values;
    }

    @Override
    public void close() throws OrtException {
        if (session != null) {
            session.close();
        }
    }
}
