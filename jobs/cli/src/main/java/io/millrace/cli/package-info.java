/** The verbs of {@code scripts/millrace}. */
package io.millrace.cli;
