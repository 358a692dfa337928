package dev.patchbay;

/**
 * What a router is busy with at one moment. Immutable.
 *
 * @param requests requests that run
 * @param streams of these, those whose answers are streams
 */
public record LiveLoad(int requests, int streams) {}
