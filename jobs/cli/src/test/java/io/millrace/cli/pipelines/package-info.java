/** Whole pipelines, made of configuration alone, on real services. */
package io.millrace.cli.pipelines;
