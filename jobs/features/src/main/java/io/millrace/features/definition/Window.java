package io.millrace.features.definition;

import java.io.Serializable;
import java.time.Duration;

/**
 * A window's length, with the label it has in feature names.
 *
 * @param label the length as the user wrote it, such as {@code 24h}: two spellings of one length
 *     name two features
 * @param length more than zero, whole milliseconds
 */
public record Window(String label, Duration length) implements Serializable {}
