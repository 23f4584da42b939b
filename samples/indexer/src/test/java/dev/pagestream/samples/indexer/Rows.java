package dev.pagestream.samples.indexer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody else sees in the index's database.
final class Rows implements AutoCloseable {
  private final Connection connection;

  Rows(String jdbcUrl) throws SQLException {
    connection = DriverManager.getConnection(jdbcUrl);
  }

  /// As `id r1`, in order of their ids.
  List<String> documents() {
    return read("SELECT id || ' r' || revision FROM document ORDER BY id");
  }

  /// Where they stood in the topic.
  List<String> rejected() {
    return read("SELECT place FROM rejected ORDER BY place");
  }

  Optional<String> text(String documentId) {
    List<String> texts = read("SELECT text FROM document WHERE id = ?", documentId);
    return texts.stream().findFirst().filter(text -> !text.isEmpty());
  }

  private List<String> read(String sql, String... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < values.length; index++) {
        statement.setString(index + 1, values[index]);
      }
      List<String> found = new ArrayList<>();
      ResultSet rows = statement.executeQuery();
      while (rows.next()) {
        @Nullable String value = rows.getString(1);
        found.add(value == null ? "" : value);
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError("the index cannot be read", e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
