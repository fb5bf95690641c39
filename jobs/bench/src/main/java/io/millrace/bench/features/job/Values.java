package io.millrace.bench.features.job;

import java.util.Map;

/** A record as one is quickly written: a class with a map. Flink wants it public and mutable. */
public class Values {

    public int key;
    public long time;
    public Map<String, Double> values;
}
