package dev.pagestream.samples.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SqlDocumentIndexTest {
  @AutoClose private Rows rows;
  @AutoClose private SqlDocumentIndex index;

  @BeforeEach
  void open() throws SQLException {
    String url = "jdbc:h2:mem:" + UUID.randomUUID();
    index = SqlDocumentIndex.open(url);
    rows = new Rows(url);
  }

  @Test
  void theHighestRevisionWinsInAnyOrder() {
    index.apply(List.of(put("a", 1), put("a", 3), put("a", 2)));
    index.apply(List.of(put("a", 1)));

    assertThat(rows.documents()).containsExactly("a r3");
  }

  @Test
  void theSameAgainMakesNoDifference() {
    List<Change> changes =
        List.of(put("a", 1), put("b", 1), new Change.Remove("b"), new Change.Reject("t-0@7", "no"));
    index.apply(changes);
    index.apply(changes);

    assertThat(rows.documents()).containsExactly("a r1");
    assertThat(rows.rejected()).containsExactly("t-0@7");
  }

  @Test
  void aDocumentWithoutTextIsKept() {
    index.apply(List.of(new Change.Put(IndexedDocument.of(Finished.of("a", 1), Optional.empty()))));

    assertThat(rows.documents()).containsExactly("a r1");
    assertThat(rows.text("a")).isEmpty();
  }

  private static Change put(String documentId, int revision) {
    return new Change.Put(
        IndexedDocument.of(Finished.of(documentId, revision), Optional.of("text")));
  }
}
