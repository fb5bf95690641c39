/** Real services, embedded, and a simulated plant: for the demo and the tests, never in the job. */
package io.millrace.local;
