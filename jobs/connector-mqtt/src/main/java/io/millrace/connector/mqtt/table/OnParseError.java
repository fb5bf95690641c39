package io.millrace.connector.mqtt.table;

/** What becomes of a message whose payload does not parse. */
public enum OnParseError {
    /** The job fails. */
    FAIL("fail"),
    /** The message is dropped and counted. */
    SKIP("skip"),
    /** A row with null in the physical columns and the reason in the metadata column. */
    COLUMN("column");

    private final String text;

    OnParseError(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
