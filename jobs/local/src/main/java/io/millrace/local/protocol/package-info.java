/**
 * What is said between a caller and the services' JVM: one JSON document a line, a reply for every
 * request.
 */
package io.millrace.local.protocol;
