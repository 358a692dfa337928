/** Whether a secret is found where it does not belong. */
@NullMarked
package dev.patchbay.server.canary;

import org.jspecify.annotations.NullMarked;
