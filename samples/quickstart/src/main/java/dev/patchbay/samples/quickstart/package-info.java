/**
 * The quickstart: a tour of the router, with the providers of the environment or with local
 * stand-ins.
 *
 * <p>Uses the SDK as an application does. Read {@link dev.patchbay.samples.quickstart.Quickstart}
 * first, then {@link dev.patchbay.samples.quickstart.StandInTour}.
 */
@NullMarked
package dev.patchbay.samples.quickstart;

import org.jspecify.annotations.NullMarked;
