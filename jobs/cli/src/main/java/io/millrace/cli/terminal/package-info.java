/** What the person at the terminal sees and does: lines, a live screen, tables, Ctrl-C. */
package io.millrace.cli.terminal;
