package io.millrace.scoring.parity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the comparison has come to, of one subtask or of all. Mutable. */
final class Tally {

    private final ParityPlan plan;
    private final List<FeatureTally> features = new ArrayList<>();
    private final List<String> missingRows = new ArrayList<>();
    private final List<String> extraRows = new ArrayList<>();
    private long paired;
    private long missing;
    private long extra;

    Tally(ParityPlan plan) {
        this.plan = plan;
        for (int i = 0; i < plan.width(); i++) {
            features.add(new FeatureTally(plan.examples()));
        }
    }

    FeatureTally feature(int index) {
        return features.get(index);
    }

    void paired() {
        paired++;
    }

    /** A row of history that the log does not have. */
    void missing(String row) {
        missing++;
        keep(missingRows, row);
    }

    /** A row of the log that history does not have. */
    void extra(String row) {
        extra++;
        keep(extraRows, row);
    }

    /** The first by name, so that two runs tell the same. */
    private void keep(List<String> rows, String row) {
        rows.add(row);
        rows.sort(null);
        if (rows.size() > plan.examples()) {
            rows.remove(plan.examples());
        }
    }

    void add(Tally other) {
        paired += other.paired;
        missing += other.missing;
        extra += other.extra;
        other.missingRows.forEach(row -> keep(missingRows, row));
        other.extraRows.forEach(row -> keep(extraRows, row));
        for (int i = 0; i < features.size(); i++) {
            features.get(i).add(other.features.get(i));
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(paired);
        out.writeLong(missing);
        out.writeLong(extra);
        write(missingRows, out);
        write(extraRows, out);
        for (FeatureTally feature : features) {
            feature.write(out);
        }
    }

    private static void write(List<String> rows, DataOutput out) throws IOException {
        out.writeInt(rows.size());
        for (String row : rows) {
            out.writeUTF(row);
        }
    }

    static Tally read(ParityPlan plan, DataInput in) throws IOException {
        Tally tally = new Tally(plan);
        tally.paired = in.readLong();
        tally.missing = in.readLong();
        tally.extra = in.readLong();
        read(tally.missingRows, in);
        read(tally.extraRows, in);
        for (FeatureTally feature : tally.features) {
            feature.read(in);
        }
        return tally;
    }

    private static void read(List<String> rows, DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            rows.add(in.readUTF());
        }
    }

    ParityReport report() {
        List<FeatureParity> parities = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            parities.add(features.get(i).parity(plan.features().get(i)));
        }
        return new ParityReport(
                plan.match(),
                new ParityReport.Rows(paired, missing, extra, missingRows, extraRows),
                parities,
                plan.notLogged());
    }
}
