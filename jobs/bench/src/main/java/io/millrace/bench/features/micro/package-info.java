/** Single aggregations, without Flink around them. */
package io.millrace.bench.features.micro;
