/**
 * Feature definitions as the user wrote them: immutable, serializable, free of Flink. A definition
 * names columns; it is bound to the columns' types when the job is planned.
 */
package io.millrace.features.definition;
