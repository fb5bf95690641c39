package io.millrace.bench.inference;

/** Who scores. */
enum Contender {
    BARE("ONNX Runtime alone"),
    SOURCE("job: source, sink"),
    PLAIN_MAP("job: map, a float[][] a row"),
    STAGE("job: scoring stage"),
    CHECKPOINTED("the same, with checkpoints");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
