package io.millrace.scoring.script;

import io.millrace.scoring.spec.Position;

/**
 * A table or view that a statement uses.
 *
 * @param position of the name in the file
 */
public record Reference(ObjectName name, Use use, Position position) {

    /** In what way it is used. */
    public enum Use {
        /** After {@code FROM} or {@code JOIN}, or as {@code TABLE name} of a table function. */
        SCANNED,
        /**
         * Before {@code FOR SYSTEM_TIME AS OF}: asked by key, or joined as a versioned table; the
         * text does not tell which.
         */
        LOOKUP,
        /** After {@code INSERT INTO} or {@code INSERT OVERWRITE}. */
        INSERTED
    }
}
