/**
 * From files to columns of floats in an order that does not depend on the files, and their parts.
 */
package io.millrace.training.dataset;
