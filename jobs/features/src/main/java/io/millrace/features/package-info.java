/** From feature definitions to keyed windowed state to the feature row of a spine row. */
package io.millrace.features;
