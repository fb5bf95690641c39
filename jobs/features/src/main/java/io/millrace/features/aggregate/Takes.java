package io.millrace.features.aggregate;

import java.util.EnumSet;
import java.util.Set;

/** Groups of inputs that aggregations share. */
enum Takes {
    /** Any column, or none. */
    ANY,
    /** Any column. */
    VALUES,
    /** What can be added up; a boolean is 0 or 1. */
    NUMBERS;

    Set<InputType> inputs() {
        return switch (this) {
            case ANY -> EnumSet.allOf(InputType.class);
            case VALUES -> EnumSet.complementOf(EnumSet.of(InputType.NONE));
            case NUMBERS -> EnumSet.of(InputType.BOOLEAN, InputType.INTEGER, InputType.FLOATING);
        };
    }
}
