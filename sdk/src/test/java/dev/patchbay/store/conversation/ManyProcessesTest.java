package dev.patchbay.store.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.conversation.ConversationStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Durability;
import dev.patchbay.store.database.TestDatabases;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Many processes append to one conversation: nothing is lost, nothing is there twice. */
@Tag("slow")
@Timeout(300)
class ManyProcessesTest {
  private static final int PROCESSES = 8;
  private static final int EACH = 25;

  private static Database open(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      return Database.open(url, Durability.PROCESS);
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    return Database.of(source);
  }

  /** One of the processes: its database, its name, how many messages. */
  public static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      try (Database database = open(arguments[0])) {
        ConversationStore store = new SqlConversations(database);
        Appending.run(store, "t", "c", arguments[1], Integer.parseInt(arguments[2]));
      }
    }
  }

  @Test
  void onOneFile() throws Exception {
    append("jdbc:sqlite:" + TestDatabases.sqliteFile());
  }

  @Test
  void onOnePostgres() throws Exception {
    append(TestDatabases.postgresqlUrl());
  }

  private static void append(String url) throws Exception {
    try (Database database = open(url)) {
      String java = System.getProperty("java.home") + File.separator + "bin" + File.separator;
      List<Process> all = new ArrayList<>();
      for (int p = 0; p < PROCESSES; p++) {
        all.add(
            new ProcessBuilder(
                    java + "java",
                    "-Xmx64m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Child.class.getName(),
                    url,
                    "w" + p,
                    String.valueOf(EACH))
                .inheritIO()
                .start());
      }
      try {
        for (Process process : all) {
          assertEquals(true, process.waitFor(240, TimeUnit.SECONDS));
          assertEquals(0, process.exitValue());
        }
      } finally {
        all.forEach(Process::destroyForcibly);
      }
      Appending.check(new SqlConversations(database).get("t", "c"), PROCESSES, EACH);
    }
  }
}
