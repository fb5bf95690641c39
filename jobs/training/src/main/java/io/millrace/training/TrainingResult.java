package io.millrace.training;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a training run made.
 *
 * @param model the ONNX file
 * @param card its card
 * @param report for people, in a browser
 * @param sha256 of the model, lower-case hex
 * @param algorithm in words, such as {@code gbdt, 143 trees of depth 6}
 * @param metrics of the test part, by the names in the card
 * @param threshold empty for a regression
 * @param trainRows rows that the model was fitted on
 * @param droppedRows rows in no part, because their labels look into the time of another
 * @param deviation greatest difference found between the file in ONNX Runtime and the trainer
 */
public record TrainingResult(
        Path model,
        Path card,
        Path report,
        String sha256,
        String algorithm,
        Map<String, Double> metrics,
        OptionalDouble threshold,
        long trainRows,
        long validationRows,
        long testRows,
        long droppedRows,
        double deviation) {
    public TrainingResult {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
