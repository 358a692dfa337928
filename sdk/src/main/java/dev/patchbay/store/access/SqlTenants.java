package dev.patchbay.store.access;

import dev.patchbay.access.Tenant;
import dev.patchbay.access.TenantStore;
import dev.patchbay.store.database.Database;
import dev.patchbay.store.database.Row;
import dev.patchbay.store.database.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Tenants in a database. Thread-safe. */
public final class SqlTenants implements TenantStore {
  private static final String SELECT = "SELECT id, name, created_at FROM tenant";

  private final Database database;

  /** Over a database it doesn't close. */
  public SqlTenants(Database database) {
    this.database = database;
  }

  @Override
  public boolean add(Tenant tenant) {
    return database.write(
            connection ->
                Sql.update(
                    connection,
                    "INSERT INTO tenant (id, name, created_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                    tenant.id(),
                    tenant.name(),
                    tenant.createdAt()))
        == 1;
  }

  @Override
  public Optional<Tenant> byId(String id) {
    return database.read(
        connection -> Sql.one(connection, SELECT + " WHERE id = ?", SqlTenants::tenant, id));
  }

  @Override
  public List<Tenant> all() {
    return database.read(
        connection -> Sql.list(connection, SELECT + " ORDER BY seq", SqlTenants::tenant));
  }

  private static Tenant tenant(Row row) throws SQLException {
    return new Tenant(row.text("id"), row.text("name"), row.instant("created_at"));
  }

  @Override
  public boolean rename(String id, String name) {
    return database.write(
            connection ->
                Sql.update(connection, "UPDATE tenant SET name = ? WHERE id = ?", name, id))
        == 1;
  }

  @Override
  public boolean remove(String id) {
    return database.write(
            connection -> Sql.update(connection, "DELETE FROM tenant WHERE id = ?", id))
        == 1;
  }
}
