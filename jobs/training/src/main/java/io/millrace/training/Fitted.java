package io.millrace.training;

import io.millrace.training.dataset.Parts;
import io.millrace.training.dataset.TrainingSet;
import io.millrace.training.evaluation.Evaluation;
import io.millrace.training.model.FittedModel;
import io.millrace.training.request.Parameters;
import io.millrace.training.request.TrainingRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Everything that a run knows when only writing is left. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Fitted(
        TrainingRequest request,
        TrainingSet set,
        Parts parts,
        Parameters parameters,
        FittedModel model,
        byte[] onnx,
        Evaluation evaluation,
        double deviation) {

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(onnx));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
