/** What needs somebody is found, told once, and over when it is. */
@NullMarked
package dev.patchbay.server.alerts;

import org.jspecify.annotations.NullMarked;
