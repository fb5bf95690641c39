/**
 * Definitions bound to the types of real columns: what is wrong with them is found here, all at
 * once, and what comes out can be run as it is.
 */
package io.millrace.features.plan;
