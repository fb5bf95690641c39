/** The command line: one class a verb. Sees every other module, and none sees it. */
package io.millrace.cli;
