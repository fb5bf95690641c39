/**
 * Feature state in Flink: one keyed operator an entity, from tagged rows to spine rows with
 * features.
 */
package io.millrace.features.stage;
