/** From a specification's {@code training} section to what the training module asks for. */
package io.millrace.cli.training;
