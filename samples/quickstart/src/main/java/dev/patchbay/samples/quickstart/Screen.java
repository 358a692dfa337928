package dev.patchbay.samples.quickstart;

import dev.patchbay.chat.ChatEvent;
import dev.patchbay.chat.ChatResponse;
import dev.patchbay.chat.ChatStream;
import dev.patchbay.chat.Usage;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lays out what the tour shows, and keeps the answers for the table of costs. One thread. */
final class Screen {
  private static final String ROW = "    %-3s %-16s %-27s %9s %9s %14s%n";

  private final PrintStream out;
  private final List<ChatResponse> answers = new ArrayList<>();
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
    answers.add(answer);
    out.println("    trace: " + answer.trace());
    out.println("    cost:  " + usd(answer.costUsd()) + " USD (answer " + answers.size() + ")");
  }

  /** Shows what each answer cost, and the sum. */
  void costs() {
    out.printf(ROW, "", "served by", "model", "tokens in", "out", "cost in USD");
    BigDecimal total = BigDecimal.ZERO;
    for (int i = 0; i < answers.size(); i++) {
      ChatResponse answer = answers.get(i);
      row(i + 1, answer);
      total = total == null || answer.costUsd() == null ? null : total.add(answer.costUsd());
    }
    out.printf(ROW, "", "total", "", "", "", usd(total));
  }

  private void row(int number, ChatResponse answer) {
    Usage usage = answer.usage();
    out.printf(
        ROW,
        number,
        answer.trace() == null ? "" : answer.trace().served().map(a -> a.account()).orElse(""),
        answer.model(),
        usage == null ? "?" : usage.inputTotal(),
        usage == null ? "?" : usage.outputTotal(),
        usd(answer.costUsd()));
  }

  /** An unknown cost is never shown as zero. */
  private static String usd(@Nullable BigDecimal amount) {
    return amount == null ? "unknown" : String.format(Locale.ROOT, "%.6f", amount);
  }
}
