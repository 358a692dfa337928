package dev.patchbay.config.source;

import dev.patchbay.config.RouterConfig;
import dev.patchbay.config.Targets;
import dev.patchbay.route.Mapping;
import dev.patchbay.route.RouteRule.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code mappings}: names or globs, and the targets each stands for. */
final class MappingSection {
  private MappingSection() {}

  static void read(Section root, RouterConfig.Builder config) {
    Section section = root.section("mappings");
    for (String name : section.names()) {
      int before = section.faults().count();
      List<Destination> targets = targets(section, name);
      if (!targets.isEmpty()) {
        config.mapping(new Mapping(name, targets));
      } else if (section.faults().count() == before) {
        section.faults().add(section.path(name), "expected at least one provider:model");
      }
    }
  }

  private static List<Destination> targets(Section section, String name) {
    List<Destination> targets = new ArrayList<>();
    Set<String> aliases = section.names();
    for (Section.Item item : section.items(name)) {
      String text = item.text();
      if (text != null && aliases.contains(text)) {
        section.faults().add(section.path(name), Targets.aliasOfAlias(text));
      } else if (text != null) {
        Targets.read(section.path(name), text, 1, section.faults()).ifPresent(targets::add);
      }
    }
    return targets;
  }
}
