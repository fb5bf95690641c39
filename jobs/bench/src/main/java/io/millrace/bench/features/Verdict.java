package io.millrace.bench.features;

/**
 * What the comparison with naive results has shown.
 *
 * @param checked results that were compared
 * @param right whether they are what the rival says they are
 * @param share of the expected total; 1 for who answers exactly
 */
record Verdict(long checked, boolean right, double share) {}
