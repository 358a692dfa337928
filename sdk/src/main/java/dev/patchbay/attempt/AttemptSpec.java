package dev.patchbay.attempt;

import dev.patchbay.media.Downloads;
import dev.patchbay.provider.ProviderTable;
import dev.patchbay.route.Candidate;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.transport.TimeLimits;
import java.time.Duration;

/**
 * What one attempt is to do. Immutable.
 *
 * @param requestId our id of the request
 * @param number 1 for the first attempt of the request
 * @param again true if it tries the candidate of the attempt before once more
 * @param query what routing saw of the request, for the pin of its session
 * @param candidate who is asked
 * @param providers what is known of providers and models
 * @param asked what is asked
 * @param media what is fetched for the request
 * @param stream true to ask the upstream for a stream
 * @param limits how long it may take
 * @param usageWait how long usage is awaited after the finish
 */
public record AttemptSpec(
    String requestId,
    int number,
    boolean again,
    RouteQuery query,
    Candidate candidate,
    ProviderTable providers,
    Asked asked,
    Downloads media,
    boolean stream,
    TimeLimits limits,
    Duration usageWait) {}
