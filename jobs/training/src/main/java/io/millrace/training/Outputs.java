package io.millrace.training;

import io.millrace.inference.card.ModelCard;
import io.millrace.inference.card.ModelCards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts the three files where they belong, each whole or not at all. */
final class Outputs {

    private static final String MODEL = "model.onnx";
    private static final String CARD = "model.yaml";
    private static final String REPORT = "report.html";

    private Outputs() {}

    static TrainingResult write(Fitted fitted, ModelCard card, String report) {
        Path directory = fitted.request().output();
        try {
            Files.createDirectories(directory);
            return new TrainingResult(
                    replace(directory.resolve(MODEL), fitted.onnx()),
                    replace(directory.resolve(CARD), bytes(ModelCards.toYaml(card))),
                    replace(directory.resolve(REPORT), bytes(report)),
                    fitted.sha256(),
                    fitted.model().description(),
                    fitted.evaluation().metrics(),
                    fitted.evaluation().threshold(),
                    fitted.parts().train().rows(),
                    fitted.parts().validation().rows(),
                    fitted.parts().test().rows(),
                    fitted.parts().dropped(),
                    fitted.deviation());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Path replace(Path file, byte[] bytes) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
        Files.write(draft, bytes);
        return Files.move(
                draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
