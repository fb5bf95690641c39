package io.millrace.cli.demo;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelCards;
import io.millrace.scoring.spec.SpecReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From which score on a machine is warned of: as the environment says, else as the model's training
 * chose. The SQL file and the account use the same one.
 */
record Threshold(double value, Map<String, String> environment) {

    private static final String NAME = "ALERT_THRESHOLD";
    private static final double FALLBACK = 0.5;

    static Threshold of(DemoSettings settings) {
        Map<String, String> environment = new LinkedHashMap<>(settings.environment());
        String given = environment.get(NAME);
        double value = given == null ? trained(settings) : Double.parseDouble(given);
        environment.put(NAME, String.valueOf(value));
        return new Threshold(value, environment);
    }

    private static double trained(DemoSettings settings) {
        Path folder = settings.folder();
        String card =
                SpecReader.read(folder.resolve("features.yaml"), settings.environment())
                        .model()
                        .card();
        ModelCard model = ModelCards.read(folder.resolve(card));
        return model.training() == null
                ? FALLBACK
                : model.training().metrics().getOrDefault("threshold", FALLBACK);
    }
}
