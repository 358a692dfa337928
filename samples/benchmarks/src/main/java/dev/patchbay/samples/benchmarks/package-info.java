/**
 * What routing costs, measured with JMH beside a plain HTTP client and other SDKs.
 *
 * <p>Uses the SDK as an application does. {@code ./mvnw -q -Pbenchmarks} runs it and prints the
 * table of docs/PERFORMANCE.md. Read {@link dev.patchbay.samples.benchmarks.Benchmarks} first.
 */
@NullMarked
package dev.patchbay.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
