package io.millrace.bench.features;

/**
 * How much is run.
 *
 * @param rounds that are measured
 * @param sliceSeconds processor time of a job in a round
 * @param warmUpSeconds processor time of a job before the first round, at least
 * @param fillSeconds at most, even where the window is not full then
 */
record Effort(int rounds, double sliceSeconds, double warmUpSeconds, double fillSeconds) {}
