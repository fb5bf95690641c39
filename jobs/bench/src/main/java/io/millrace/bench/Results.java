package io.millrace.bench;

import java.util.List;

/** The page that the figures are kept on. */
final class Results {

    private static final String PAGE =
            """
            # What a row costs

            Written by `scripts/bench --write jobs/bench/RESULTS.md`; run it again to compare.

            The example `models/machine-failure` with all of its features, its lookup, its model and
            its four INSERTs, built by the same code and run with the same `flink-conf/config.yaml`
            as the live job, at parallelism 1. Rows are made beforehand and come from memory, the
            lookup is answered from memory, sinks count and drop: what remains is Millrace and
            Flink. Figures are medians of the rounds, with the least and the greatest in brackets.

            - *CPU* is processor time of the whole process: tasks, garbage collector, compiler,
              checkpoints. *rows/CPU-s* is its inverse. *without JIT* leaves out the just-in-time
              compiler's threads, which still work in runs as short as these.
            - *rows/s* is by the clock, and says little where other programs run on the same cores.
            - *GC %%* is the collector's share of the processor time, *bytes/row* what was allocated.
            - A stage's cost is the difference of two pipelines within a round, which are separate
              runs: a spread that reaches below zero means that the stage is lost in the noise.
            - Checkpoints are taken by the clock, every 2 s: on a busy machine more of them fall
              to a row.

            ```
            %s
            ```
            """;

    private Results() {}

    static String page(List<String> text) {
        return PAGE.formatted(String.join("\n", text));
    }
}
