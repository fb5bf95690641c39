/**
 * A simulated plant: machines that wear, in secret, and tell of it by noisy sensors, error rows and
 * in the end by failing. The same seed gives the same events, byte for byte.
 */
package io.millrace.local.plant;
