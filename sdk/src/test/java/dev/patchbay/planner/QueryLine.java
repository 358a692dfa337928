package dev.patchbay.planner;

import dev.patchbay.chat.Issuer;
import dev.patchbay.route.RouteQuery;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.util.List;
import java.util.Set;

/** A query to be changed by tests. */
final class QueryLine {
  String model = "";
  Protocol client;
  long tokens;
  Set<Capability> needs = Set.of();
  String session;
  boolean explicit = true;
  String tenant = "local";
  String caller;
  List<String> tags = List.of();
  String providerPin;
  String accountPin;
  boolean hardPin;
  Issuer softPin;
  List<String> allowed = List.of();

  RouteQuery query() {
    return new RouteQuery(
        model,
        client,
        tokens,
        null,
        needs,
        false,
        session,
        session != null && explicit,
        tenant,
        caller,
        null,
        tags,
        providerPin,
        accountPin,
        hardPin,
        softPin,
        allowed);
  }
}
