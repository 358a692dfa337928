/**
 * Questions to providers that are no requests for an answer: how many tokens a prompt has, which
 * models there are. They take no lease and leave no mark on an account's health.
 *
 * <p>Imports {@code route}, {@code account}, {@code endpoint} and below. The facade calls it. Read
 * {@link dev.patchbay.inquiry.Inquiries} first. Thread-safe.
 */
@NullMarked
package dev.patchbay.inquiry;

import org.jspecify.annotations.NullMarked;
