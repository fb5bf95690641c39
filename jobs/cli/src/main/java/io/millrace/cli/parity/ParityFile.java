package io.millrace.cli.parity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.cli.cluster.Complaint;
import io.millrace.scoring.parity.FeatureParity;
import io.millrace.scoring.parity.ParityReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report as a file for machines: JSON with everything, or CSV with a line a feature. */
public final class ParityFile {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ParityFile() {}

    /**
     * Checks a file's name before anything long is begun.
     *
     * @throws Complaint unless it ends in {@code .json} or {@code .csv}
     */
    public static void check(Path file) {
        if (!isCsv(file) && !hasEnding(file, ".json")) {
            throw new Complaint(file + ": a report is a .json or a .csv file; choose one of them");
        }
    }

    /**
     * Writes the report, over a file that may be there.
     *
     * @throws Complaint if the file cannot be written
     */
    public static void write(ParityReport report, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Files.writeString(file, isCsv(file) ? csv(report) : json(report));
        } catch (IOException e) {
            throw new Complaint(file + ": the report cannot be written: " + e, e);
        }
    }

    private static boolean isCsv(Path file) {
        return hasEnding(file, ".csv");
    }

    private static boolean hasEnding(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static String csv(ParityReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("feature,compared,equal,different,missing,extra,largest_difference");
        for (FeatureParity feature : report.features()) {
            lines.add(
                    "%s,%d,%d,%d,%d,%d,%s"
                            .formatted(
                                    feature.feature(),
                                    feature.compared(),
                                    feature.equal(),
                                    feature.different(),
                                    feature.missing(),
                                    feature.extra(),
                                    feature.largest()));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String json(ParityReport report) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.set("match", JSON.valueToTree(report.match()));
        ObjectNode rows = root.putObject("rows");
        rows.put("in_both", report.rows().paired());
        rows.put("missing", report.rows().missing());
        rows.put("extra", report.rows().extra());
        rows.set("missing_examples", JSON.valueToTree(report.rows().missingExamples()));
        rows.set("extra_examples", JSON.valueToTree(report.rows().extraExamples()));
        ArrayNode features = root.putArray("features");
        report.features().forEach(feature -> features.add(json(feature)));
        root.set("not_logged", JSON.valueToTree(report.notLogged()));
        return JSON.writeValueAsString(root) + "\n";
    }

    private static ObjectNode json(FeatureParity parity) {
        ObjectNode feature = JSON.createObjectNode();
        feature.put("feature", parity.feature());
        feature.put("compared", parity.compared());
        feature.put("equal", parity.equal());
        feature.put("different", parity.different());
        feature.put("missing", parity.missing());
        feature.put("extra", parity.extra());
        feature.put("largest_difference", parity.largest());
        ArrayNode examples = feature.putArray("examples");
        parity.examples()
                .forEach(
                        example ->
                                examples.addObject()
                                        .put("row", example.row())
                                        .put("live", example.live())
                                        .put("recomputed", example.recomputed()));
        return feature;
    }
}
