/**
 * Which version of a model scores which row: roles, when they take effect, and the order of that.
 * Plain values without an engine; what the registry's verifier decides and the scoring operator
 * follows.
 */
package io.millrace.inference.lineup;
