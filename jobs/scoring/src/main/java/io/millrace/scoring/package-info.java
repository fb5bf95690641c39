/** The submitted job: specification, SQL edges, topology and main. */
package io.millrace.scoring;
