package dev.patchbay.samples.quickstart;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.cost.report.CostDimension;
import dev.patchbay.cost.report.CostGroup;
import dev.patchbay.cost.report.CostReport;
import dev.patchbay.cost.report.CostSums;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lays out what the tour shows. One thread. */
final class Screen {
  private static final String ROW = "    %-11s %-27s %9s %9s %9s %12s%n";

  private final PrintStream out;
  private int steps;

  Screen(PrintStream out) {
    this.out = out;
  }

  /** Begins a numbered step. */
  void step(String title) {
    out.printf("%n== %d. %s%n", ++steps, title);
  }

  /** Shows a line of code that is run now. */
  void code(String line) {
    out.println("  > " + line);
  }

  /** Shows text, each line indented. */
  void text(Object text) {
    text.toString().lines().forEach(line -> out.println("    " + line));
  }

  /** Leaves a line free. */
  void gap() {
    out.println();
  }

  /** Shows a whole answer: its words, who gave it, what it cost. */
  void answer(ChatResponse answer) {
    text(answer.text());
    facts(answer);
  }

  /** Shows a stream, each piece as it comes; then who gave it and what it cost. */
  void stream(ChatStream stream) {
    out.print("    ");
    stream.forEach(
        event -> {
          if (event instanceof ChatEvent.TextDelta delta) {
            out.print(delta.text());
            out.flush();
          }
        });
    out.println();
    facts(stream.response());
  }

  private void facts(ChatResponse answer) {
    out.println("    trace: " + answer.trace());
    out.println("    cost:  " + usd(answer.costUsd()) + " USD");
  }

  /** Shows what the ledger says. */
  void costs(CostReport report) {
    out.printf(ROW, "provider", "model", "requests", "tokens in", "out", "cost in USD");
    for (CostGroup group : report.groups()) {
      row(group.get(CostDimension.PROVIDER), group.get(CostDimension.MODEL), group.sums());
    }
    row("total", "", report.total());
  }

  private void row(String provider, String model, CostSums sums) {
    String unknown = sums.unknown() == 0 ? "" : " + " + sums.unknown() + " unknown";
    out.printf(
        ROW,
        provider,
        model,
        sums.requests(),
        sums.input(),
        sums.output(),
        usd(sums.usd()) + unknown);
  }

  /** An unknown cost is never shown as zero. */
  private static String usd(@Nullable BigDecimal amount) {
    return amount == null ? "unknown" : String.format(Locale.ROOT, "%.6f", amount);
  }
}
