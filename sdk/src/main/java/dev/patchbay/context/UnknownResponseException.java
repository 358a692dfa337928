package dev.patchbay.context;

/** A request goes on from an answer that is not kept, or belongs to another tenant. */
public final class UnknownResponseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownResponseException(String id) {
    super("Previous response with id '" + id + "' not found.");
  }
}
