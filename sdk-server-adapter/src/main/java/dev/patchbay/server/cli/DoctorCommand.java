package dev.patchbay.server.cli;

import dev.patchbay.server.desk.Fields;
import dev.patchbay.server.doctor.Doctor;
import dev.patchbay.server.doctor.Finding;
import dev.patchbay.server.doctor.Finding.Grade;
import dev.patchbay.server.terminal.Terminal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code patchbay doctor}: what is wrong, and the cure. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Looks for what is usually wrong and says the cure; exits with 1 if it finds any.",
    footer = {"", "Example:", "  patchbay doctor --config patchbay.yaml"})
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private SetupOptions options = new SetupOptions();

  @Option(names = "--json", description = "Print JSON for programs.")
  private boolean json;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.note("Looking …");
    List<Finding> found =
        new Doctor(options.read(terminal.environment()), Clock.systemUTC()).look();
    if (json) {
      terminal.say(
          new Fields().put("data", found.stream().map(DoctorCommand::fields).toList()).json());
    } else {
      found.forEach(one -> terminal.say(line(one)));
    }
    return found.stream().anyMatch(one -> one.grade() == Grade.PROBLEM) ? 1 : 0;
  }

  private static Fields fields(Finding one) {
    return new Fields()
        .put("subject", one.subject())
        .put("grade", word(one))
        .put("text", one.text());
  }

  private String line(Finding one) {
    String word = word(one);
    String pad = " ".repeat("problem".length() - word.length());
    return terminal.tinted(word, one.grade() != Grade.PROBLEM)
        + pad
        + "  "
        + one.subject()
        + ": "
        + one.text();
  }

  private static String word(Finding one) {
    return one.grade().name().toLowerCase(Locale.ROOT);
  }
}
