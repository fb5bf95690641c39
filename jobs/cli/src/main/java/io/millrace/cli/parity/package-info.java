/** What a comparison of live and recomputed features looks like, on a screen and in files. */
package io.millrace.cli.parity;
