package io.millrace.features.stage;

import java.util.Map;

/** A serializer's snapshot that knows which columns its values have. */
interface KeepsColumns {
    /** Types by name of column; equal names stand for comparable types. */
    Map<String, String> columns();
}
