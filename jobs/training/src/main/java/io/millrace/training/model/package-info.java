/**
 * What every kind of model has in common: how it is fitted, and what it must say of itself after.
 */
package io.millrace.training.model;
