package dev.patchbay.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Every route there is; what is not in it does not exist. Immutable. */
public final class RouteTable {
  private final List<Route> routes;

  /**
   * A table of these routes.
   *
   * @throws IllegalArgumentException if two are the same
   */
  public RouteTable(List<Route> routes) {
    Set<String> seen = new HashSet<>();
    for (Route route : routes) {
      if (!seen.add(route.toString())) {
        throw new IllegalArgumentException("The route " + route + " is there twice");
      }
    }
    List<Route> sorted = new ArrayList<>(routes);
    sorted.sort(Comparator.comparingInt((Route route) -> route.path().literal()).reversed());
    this.routes = List.copyOf(sorted);
  }

  /** A route and what the path told it. */
  record Match(Route route, Map<String, String> params) {}

  /** All of them, the most literal first. */
  public List<Route> routes() {
    return routes;
  }

  /** The route of a call. */
  Optional<Match> match(String method, String path) {
    String meant = method.equals("HEAD") ? "GET" : method;
    for (Route route : routes) {
      if (route.method().equals(meant)) {
        Optional<Map<String, String>> params = route.path().match(path);
        if (params.isPresent()) {
          return Optional.of(new Match(route, params.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** Which methods a path has; empty if there is no such path. */
  Set<String> methods(String path) {
    Set<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (route.path().match(path).isPresent()) {
        methods.add(route.method());
      }
    }
    return methods;
  }
}
