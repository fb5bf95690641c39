package io.millrace.scoring.parity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What the comparison of one feature has come to. Mutable. */
final class FeatureTally {

    private final int mostExamples;
    private long equal;
    private long different;
    private long missing;
    private long extra;
    private double largest;
    private List<Example> examples = new ArrayList<>();

    FeatureTally(int mostExamples) {
        this.mostExamples = mostExamples;
    }

    void count(Values.Outcome outcome, OptionalDouble difference) {
        switch (outcome) {
            case EQUAL -> equal++;
            case DIFFERENT -> different++;
            case MISSING -> missing++;
            case EXTRA -> extra++;
        }
        largest = Math.max(largest, difference.orElse(0));
    }

    /** Whether an example of this difference would be among those that are kept. */
    boolean wants(double difference) {
        return examples.size() < mostExamples
                || (mostExamples > 0 && difference >= examples.get(mostExamples - 1).difference());
    }

    void keep(Example example) {
        examples.add(example);
        examples.sort(Example.WORST_FIRST);
        if (examples.size() > mostExamples) {
            examples.remove(mostExamples);
        }
    }

    void add(FeatureTally other) {
        equal += other.equal;
        different += other.different;
        missing += other.missing;
        extra += other.extra;
        largest = Math.max(largest, other.largest);
        other.examples.forEach(this::keep);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(equal);
        out.writeLong(different);
        out.writeLong(missing);
        out.writeLong(extra);
        out.writeDouble(largest);
        out.writeInt(examples.size());
        for (Example example : examples) {
            example.write(out);
        }
    }

    void read(DataInput in) throws IOException {
        equal = in.readLong();
        different = in.readLong();
        missing = in.readLong();
        extra = in.readLong();
        largest = in.readDouble();
        examples = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            examples.add(Example.read(in));
        }
    }

    FeatureParity parity(String feature) {
        return new FeatureParity(feature, equal, different, missing, extra, largest, examples);
    }
}
