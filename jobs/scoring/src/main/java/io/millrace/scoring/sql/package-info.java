/**
 * The edges: tables of the SQL file as streams of rows, and streams as tables of the SQL file. The
 * only room that talks to Flink's planner.
 */
package io.millrace.scoring.sql;
