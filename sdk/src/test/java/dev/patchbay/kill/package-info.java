/**
 * Kills a process that answers a load, at every phase of an answer, and looks from outside at what
 * its ledger kept. Read {@link dev.patchbay.kill.KillContract} first.
 */
package dev.patchbay.kill;
