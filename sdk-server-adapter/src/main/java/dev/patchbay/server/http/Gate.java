package dev.patchbay.server.http;

/** Lets calls in. Thread-safe. */
public interface Gate {
  /**
   * Who makes a call that wants to use routes of this access.
   *
   * @throws Fault 401 if it does not say who it is, 403 if it may not
   */
  Caller admit(Call call, Access access);
}
