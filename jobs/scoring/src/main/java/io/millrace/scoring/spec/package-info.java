/**
 * {@code features.yaml} as immutable records. A file is read once; everything that is wrong with it
 * is reported together, each with file and line. Free of Flink: what needs column types is checked
 * later, with the positions kept here.
 */
package io.millrace.scoring.spec;
