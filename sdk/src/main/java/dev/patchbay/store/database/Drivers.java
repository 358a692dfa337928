package dev.patchbay.store.database;

import dev.patchbay.failure.StoreException;

/** What opens databases and may be missing: applications add it or leave it out. */
enum Drivers {
  SQLITE("org.sqlite.JDBC", "org.xerial:sqlite-jdbc"),
  POSTGRESQL("org.postgresql.Driver", "org.postgresql:postgresql"),
  HIKARI("com.zaxxer.hikari.HikariDataSource", "com.zaxxer:HikariCP");

  private final String type;
  private final String artifact;

  Drivers(String type, String artifact) {
    this.type = type;
    this.artifact = artifact;
  }

  /**
   * Looks for it.
   *
   * @throws StoreException naming the artifact to add
   */
  void require() {
    if (!isThere()) {
      throw new StoreException(
          "This database needs " + artifact + " on the class path: add it to the dependencies");
    }
  }

  boolean isThere() {
    try {
      Class.forName(type, false, Drivers.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
