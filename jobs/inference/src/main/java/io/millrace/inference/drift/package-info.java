/**
 * How far what the model sees has moved from what it was trained on: counts per stretch of event
 * time, compared with the card's baseline.
 */
package io.millrace.inference.drift;
