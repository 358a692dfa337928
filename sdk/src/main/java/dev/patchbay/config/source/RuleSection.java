package dev.patchbay.config.source;

import static dev.patchbay.config.source.Section.or;

import dev.patchbay.config.Faults;
import dev.patchbay.config.RouterConfig;
import dev.patchbay.config.Targets;
import dev.patchbay.route.RouteRule;
import dev.patchbay.route.RouteRule.Destination;
import dev.patchbay.wire.Capability;
import dev.patchbay.wire.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code rules}. */
final class RuleSection {
  private static final Pattern RANGE =
      Pattern.compile("(?:(\\d{1,12})?-(\\d{1,12})?|>(\\d{1,12}))");
  private static final Range ANY = new Range(0, Long.MAX_VALUE);

  private RuleSection() {}

  static void read(Section root, RouterConfig.Builder config) {
    for (Section rule : root.sections("rules")) {
      Section match = rule.section("match");
      String model = match.text("model");
      String tag = match.text("tag");
      String caller = match.text("caller");
      String tenant = match.text("tenant");
      Protocol protocol = match.word("protocol", Protocol::of, ProviderSection.PROTOCOLS);
      List<Capability> needs = List.copyOf(ProviderSection.capabilities(match, "needs"));
      Range tokens =
          or(
              match.parsed("tokens", RuleSection::range, "a range such as 1000-50000 or >50000"),
              ANY);
      match.end();
      List<Destination> to = destinations(rule);
      rule.end();
      config.rule(
          new RouteRule(
              model, tag, caller, tenant, protocol, needs, tokens.least(), tokens.most(), to));
    }
  }

  private record Range(long least, long most) {}

  private static Optional<Range> range(String text) {
    Matcher range = RANGE.matcher(text.replace(" ", ""));
    if (!range.matches()) {
      return Optional.empty();
    }
    if (range.group(3) != null) {
      return Optional.of(new Range(Long.parseLong(range.group(3)) + 1, Long.MAX_VALUE));
    }
    Range found = new Range(bound(range.group(1), 0), bound(range.group(2), Long.MAX_VALUE));
    return Optional.of(found).filter(one -> one.least() <= one.most() && !one.equals(ANY));
  }

  private static long bound(@Nullable String digits, long otherwise) {
    return digits == null ? otherwise : Long.parseLong(digits);
  }

  private static List<Destination> destinations(Section rule) {
    Faults faults = rule.faults();
    int before = faults.count();
    List<Destination> to = new ArrayList<>();
    for (Section target : rule.sections("to")) {
      destination(target, faults).ifPresent(to::add);
    }
    if (faults.count() == before && to.stream().allMatch(one -> one.weight() == 0)) {
      faults.add(
          rule.path("to"), "expected at least one {target: provider:model} with a weight above 0");
    }
    return to;
  }

  private static Optional<Destination> destination(Section target, Faults faults) {
    String text = target.text("target");
    int weight = or(target.whole("weight", 0, ProviderSection.MOST_WEIGHT), 1);
    target.end();
    if (text != null) {
      return Targets.read(target.path("target"), text, weight, faults);
    }
    if (target.isMap()) {
      faults.add(target.path("target"), "expected provider:model");
    }
    return Optional.empty();
  }
}
