package io.millrace.training.metrics;

/** A point of a curve. */
public record Point(double x, double y) {}
