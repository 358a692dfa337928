/**
 * The books: what is written down of every attempt. A row of the ledger is opened before it and
 * closed after it, durable before the caller sees the end of an answer; what the ledger cannot take
 * waits here.
 *
 * <p>Imports {@code attempt}, {@code cost}, {@code event} and below. Dispatch calls it. Read {@link
 * dev.patchbay.books.Books} first. Not API, but for {@link dev.patchbay.books.LedgerHealth}.
 * Thread-safe.
 */
@NullMarked
package dev.patchbay.books;

import org.jspecify.annotations.NullMarked;
