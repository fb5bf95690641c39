package io.millrace.inference.stage;

import org.apache.flink.table.data.RowData;

/** The way of a row's columns into a place of the batch. */
interface RowInputs {

    /** Told of each of the card's inputs, or of the one array, that is NULL or NaN. */
    @FunctionalInterface
    interface Missing {

        /** Nobody wants to know. */
        Missing UNCOUNTED = input -> {};

        void missing(int input);
    }

    /**
     * Puts the row in; what is missing is told whether the row can be scored or not.
     *
     * @return the worst of its columns
     */
    InputColumn.Read read(RowData row, int batchRow, Missing missing);

    /** Why a row that was {@link #read} into a place of the batch cannot be scored. */
    String unscorable(RowData row, int batchRow);
}
