/**
 * The SQL file as text: statements with their places, what they create and what they refer to, and
 * the environment's values in them. Nothing is parsed that the planner parses better, and Flink is
 * not imported; what the planner says about a statement is brought back to the file's lines here.
 */
package io.millrace.scoring.script;
