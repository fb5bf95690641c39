package io.millrace.bench.features.job;

/** What a rival's results say: which rows of the same key are in a sum. All times in whole ms. */
public enum Answer {
    /** One result per event at t: rows in (t - W, t], those that have come. */
    EVENT("per event, exact: (t - W, t]"),
    /** One result per event at t: rows in [t - W, t], all of them. */
    EVENT_CLOSED("per event, exact: [t - W, t]"),
    /** One result per event at t: rows from the last full minute before t - W on. */
    EVENT_HOP("per event, tail to the minute: up to 1 min more than W"),
    /** One result per key and full minute T: rows in [T - W, T). */
    MINUTE("per key and minute: [T - W, T)"),
    /**
     * The same, but what a minute's end brings comes with the next minute's first event; and what
     * follows a minute without events of the key counts as of that earlier minute, so it is lost
     * too early.
     */
    MINUTE_ROUGHLY("per key and minute: [T - W, T), too little after gaps"),
    /** The events' own values. */
    VALUE("the events themselves"),
    /** Not a sum: results of some keys are judged where they come out. */
    SPOT("per event, exact: (t - W, t]"),
    /** Nothing that could be added up. */
    COUNT("rows behind keyBy");

    private final String text;

    Answer(String text) {
        this.text = text;
    }

    /** In a few words. */
    public String text() {
        return text;
    }
}
