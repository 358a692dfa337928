package dev.patchbay.context;

import dev.patchbay.route.RouteQuery;

/** A request goes on from an answer that is not kept, or belongs to another tenant. */
public final class UnknownResponseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownResponseException(String id) {
    super("Previous response with id '" + RouteQuery.shown(id) + "' not found.");
  }
}
