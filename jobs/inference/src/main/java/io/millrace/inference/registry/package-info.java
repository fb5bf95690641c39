/**
 * The model registry: a table whose rows say which versions of a model there are and what each of
 * them does. One verifier follows its changes, tries every model, and sends on what may score.
 */
package io.millrace.inference.registry;
