/**
 * The test kit for code that uses a router: scripted providers with faults, in process or over real
 * HTTP, a clock that is moved by hand, and assertions on plans and traces. It needs no test
 * framework.
 *
 * <p>May import everything public; nothing of the library imports it. {@link
 * dev.patchbay.testing.FakeUpstream} alone needs {@code com.squareup.okhttp3:mockwebserver3} on the
 * test's class path. Read {@link dev.patchbay.testing.TestRouter} first, then {@link
 * dev.patchbay.testing.Reply}:
 *
 * <pre>{@code
 * ScriptedProvider busy = ScriptedProvider.openai("busy").reply(Reply.status(429));
 * ScriptedProvider spare = ScriptedProvider.anthropic("spare").reply(Reply.text("Hello!"));
 * try (TestRouter kit = TestRouter.builder().provider(busy).provider(spare).build()) {
 *   ChatResponse answer = kit.router().chat("some-model", "Hi");
 *   assertThat(answer).failedOver().servedBy("spare/main").attempts(2);
 * }
 * }</pre>
 *
 * <p>Values are immutable; what runs is thread-safe; builders belong to one thread.
 */
@NullMarked
package dev.patchbay.testing;

import org.jspecify.annotations.NullMarked;
