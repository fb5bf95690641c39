/**
 * Model files on their way into ONNX Runtime: fetched, recognised by SHA-256, inspected, loaded
 * once per process, and given back when the last user has left. The only package, with {@code
 * batch}, that touches ONNX Runtime.
 */
package io.millrace.inference.session;
