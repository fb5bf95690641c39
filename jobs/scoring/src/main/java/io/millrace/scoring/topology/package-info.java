/**
 * The job's graph: one class that reads like the picture, and the small operators between rooms.
 */
package io.millrace.scoring.topology;
