package dev.patchbay.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.config.source.DotEnv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files to copy are read by the real readers. */
final class ReadyMadeFilesTest {
  @TempDir Path folder;

  @Test
  void everyKeyOfTheExampleIsKnown() {
    Ran ran = Ran.of(Map.of(), "config", "check", "--config", "patchbay.example.yaml");

    assertEquals(0, ran.code(), ran::toString);
  }

  @Test
  void everyVariableOfTheExampleConfiguresAServer() throws IOException {
    String all =
        Files.readString(Path.of(".env.example")).replaceAll("(?m)^# (?=[A-Z][A-Z_]*=)", "");
    Map<String, String> variables =
        new LinkedHashMap<>(DotEnv.read(Files.writeString(folder.resolve("env"), all)));
    assertTrue(variables.size() > 40, variables::toString);
    variables.remove("PATCHBAY_CONFIG"); // names a file that is not there

    Ran ran = Ran.of(variables, "config", "check");

    assertEquals(0, ran.code(), ran::toString);
  }

  @Test
  void whatTheDeploymentsStartIsThere() throws IOException {
    String docker = Files.readString(Path.of("Dockerfile"));
    String unit = Files.readString(Path.of("patchbay.service"));

    assertTrue(
        docker.contains("COPY target/patchbay-server.jar src/main/scripts/patchbay"), docker);
    assertTrue(Files.isExecutable(Path.of("src/main/scripts/patchbay")));
    assertTrue(Files.readString(Path.of("pom.xml")).contains("patchbay-server"));
    assertTrue(docker.contains("STOPSIGNAL SIGTERM") && docker.contains("CMD [\"serve\"]"), docker);
    assertTrue(unit.contains("ExecStart=/opt/patchbay/patchbay serve"), unit);
    assertTrue(unit.contains("SuccessExitStatus=143"), unit);
  }
}
