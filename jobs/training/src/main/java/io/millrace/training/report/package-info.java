/**
 * Lays out what is known of a fitted model as one HTML file that needs no other file. The same
 * numbers give the same bytes.
 */
package io.millrace.training.report;
