package io.millrace.scoring.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.annotation.Nullable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Compares rows of the plan's features and counts what it finds. */
final class RowComparison {

    private final ParityPlan plan;
    private final Tally tally;
    private final List<RowData.FieldGetter> key;
    private final List<RowData.FieldGetter> features;

    RowComparison(ParityPlan plan, Tally tally) {
        this.plan = plan;
        this.tally = tally;
        List<RowData.FieldGetter> all = getters(plan.type());
        this.key = all.subList(0, plan.matched());
        this.features = all.subList(plan.matched(), all.size());
    }

    private static List<RowData.FieldGetter> getters(RowType type) {
        List<RowData.FieldGetter> getters = new ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            getters.add(RowData.createFieldGetter(type.getTypeAt(i), i));
        }
        return getters;
    }

    /** How many features of two rows are not equal. */
    int unlike(RowData live, RowData recomputed) {
        int unlike = 0;
        for (RowData.FieldGetter feature : features) {
            Values.Outcome outcome =
                    Values.compare(
                            feature.getFieldOrNull(live),
                            feature.getFieldOrNull(recomputed),
                            plan.tolerance());
            unlike += outcome == Values.Outcome.EQUAL ? 0 : 1;
        }
        return unlike;
    }

    void compare(RowData live, RowData recomputed) {
        tally.paired();
        for (int i = 0; i < features.size(); i++) {
            Object left = features.get(i).getFieldOrNull(live);
            Object right = features.get(i).getFieldOrNull(recomputed);
            Values.Outcome outcome = Values.compare(left, right, plan.tolerance());
            OptionalDouble difference = Values.difference(left, right);
            tally.feature(i).count(outcome, difference);
            double size = difference.orElse(Double.POSITIVE_INFINITY);
            if (outcome != Values.Outcome.EQUAL && tally.feature(i).wants(size)) {
                tally.feature(i).keep(new Example(name(live), text(left), text(right), size));
            }
        }
    }

    /** The columns that name a row, with their values. */
    String name(RowData row) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            name.append(i == 0 ? "" : ", ")
                    .append(plan.match().get(i))
                    .append('=')
                    .append(text(key.get(i).getFieldOrNull(row)));
        }
        return name.toString();
    }

    private static String text(@Nullable Object value) {
        String text = value == null ? "NULL" : value.toString();
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
