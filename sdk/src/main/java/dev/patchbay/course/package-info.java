/**
 * What a request does after a failure, and how long it may wait: the rules of dispatch, decided
 * purely.
 *
 * <p>Imports {@code route}, {@code transport} and below. Dispatch acts on it, configuration fills
 * its rules. Read {@link dev.patchbay.course.Course} first. No clock, no waiting, random as an
 * argument; a course is one thread's, the rest is immutable. {@link
 * dev.patchbay.course.DispatchRules} and its parts are API, the rest is not.
 */
@NullMarked
package dev.patchbay.course;

import org.jspecify.annotations.NullMarked;
