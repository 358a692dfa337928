/** Small local servers for tests: what mockwebserver cannot do, over real sockets. */
@org.jspecify.annotations.NullMarked
package dev.patchbay.testserver;
