package dev.pagestream.samples.indexer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An index in a relational database: H2 here; the statements are standard SQL. Confined to one
/// thread.
public final class SqlDocumentIndex implements DocumentIndex, AutoCloseable {
  private static final String TABLES =
      """
      CREATE TABLE IF NOT EXISTS document (
        id VARCHAR(100) PRIMARY KEY, revision INT NOT NULL, tenant VARCHAR(200) NOT NULL,
        name VARCHAR(1000) NOT NULL, outcome VARCHAR(40) NOT NULL, text CLOB,
        finished_at TIMESTAMP WITH TIME ZONE NOT NULL);
      CREATE TABLE IF NOT EXISTS rejected (place VARCHAR(400) PRIMARY KEY, reason CLOB NOT NULL);
      """;

  /// A higher revision replaces a lower one; the same or a lower one changes nothing.
  private static final String PUT =
      """
      MERGE INTO document kept
      USING (VALUES (CAST(? AS VARCHAR(100)), CAST(? AS INT), CAST(? AS VARCHAR(200)),
        CAST(? AS VARCHAR(1000)), CAST(? AS VARCHAR(40)), CAST(? AS CLOB),
        CAST(? AS TIMESTAMP WITH TIME ZONE)))
        came (id, revision, tenant, name, outcome, text, finished_at)
      ON kept.id = came.id
      WHEN MATCHED AND kept.revision < came.revision THEN UPDATE SET revision = came.revision,
        tenant = came.tenant, name = came.name, outcome = came.outcome, text = came.text,
        finished_at = came.finished_at
      WHEN NOT MATCHED THEN INSERT (id, revision, tenant, name, outcome, text, finished_at) VALUES
        (came.id, came.revision, came.tenant, came.name, came.outcome, came.text, came.finished_at)
      """;

  private static final String REMOVE = "DELETE FROM document WHERE id = ?";
  private static final String REJECT =
      """
      MERGE INTO rejected kept
      USING (VALUES (CAST(? AS VARCHAR(400)), CAST(? AS CLOB))) came (place, reason)
      ON kept.place = came.place
      WHEN NOT MATCHED THEN INSERT (place, reason) VALUES (came.place, came.reason)
      """;

  private final Connection connection;

  private SqlDocumentIndex(Connection connection) {
    this.connection = connection;
  }

  /// Makes the tables when they are not there.
  public static SqlDocumentIndex open(String jdbcUrl) throws SQLException {
    Connection connection = DriverManager.getConnection(jdbcUrl);
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
    }
    connection.setAutoCommit(false);
    return new SqlDocumentIndex(connection);
  }

  @Override
  public void apply(List<Change> changes) {
    try {
      for (Change change : changes) {
        switch (change) {
          case Change.Put(IndexedDocument document) -> put(document);
          case Change.Remove(String documentId) -> execute(REMOVE, documentId);
          case Change.Reject(String place, String reason) -> execute(REJECT, place, reason);
        }
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException("the index did not take " + changes.size() + " changes", e);
    }
  }

  private void put(IndexedDocument document) throws SQLException {
    execute(
        PUT,
        document.documentId(),
        document.revision(),
        document.tenant(),
        document.name(),
        document.outcome(),
        document.text().orElse(null),
        document.finishedAt().atOffset(ZoneOffset.UTC));
  }

  private void execute(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < values.length; index++) {
        statement.setObject(index + 1, values[index]);
      }
      statement.executeUpdate();
    }
  }

  /// Rolls back what was not committed.
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
