package dev.patchbay.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the build checks besides the tests. */
final class BuildTest {
  private static void assertHas(String file, String... texts) throws IOException {
    String text = Files.readString(Path.of("..").resolve(file));
    for (String one : texts) {
      assertTrue(text.contains(one), () -> file + " lacks " + one);
    }
  }

  @Test
  void formattingIsChecked() throws IOException {
    assertHas("pom.xml", "<artifactId>spotless-maven-plugin</artifactId>", "<goal>check</goal>");
  }

  @Test
  void warningsAndNullsFailTheBuild() throws IOException {
    assertHas(
        "pom.xml",
        "<arg>-Werror</arg>",
        "<artifactId>error_prone_core</artifactId>",
        "-Xep:NullAway:ERROR");
  }

  @Test
  void theWrapperNamesItsMaven() throws IOException {
    assertHas(".mvn/wrapper/maven-wrapper.properties", "distributionUrl=https://repo.maven.apache");
  }

  @Test
  void theReadmeStartsTheJarThatIsBuilt() throws IOException {
    assertHas("README.md", "java -jar sdk-server-adapter/target/patchbay-server.jar\n```");
    assertHas("sdk-server-adapter/pom.xml", "/patchbay-server.jar</");
  }
}
