package dev.patchbay.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application that left a driver out, or did not add one, is told which. */
final class MissingDriversTest {
  @ParameterizedTest
  @CsvSource({
    "sqlite-jdbc, jdbc:sqlite:x.db, org.xerial:sqlite-jdbc",
    "postgresql, 'postgres://u:p@127.0.0.1:1/db', org.postgresql:postgresql",
    "HikariCP, 'postgres://u:p@127.0.0.1:1/db', com.zaxxer:HikariCP"
  })
  void namesTheArtifactToAdd(String jar, String url, String artifact) throws Exception {
    try (URLClassLoader application = without(jar)) {
      Class<?> durability = application.loadClass(Durability.class.getName());
      Class<?> database = application.loadClass(Database.class.getName());
      Method open = database.getMethod("open", String.class, durability);
      Object process = durability.getEnumConstants()[0];
      InvocationTargetException e =
          assertThrows(InvocationTargetException.class, () -> open.invoke(null, url, process));
      assertEquals("StoreException", e.getCause().getClass().getSimpleName());
      assertTrue(
          String.valueOf(e.getCause().getMessage()).contains("needs " + artifact + " on the class"),
          String.valueOf(e.getCause()));
    }
  }

  private static URLClassLoader without(String jar) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(each);
      if (!path.getFileName().toString().startsWith(jar + "-")) {
        urls.add(path.toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }
}
