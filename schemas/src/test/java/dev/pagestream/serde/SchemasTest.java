package dev.pagestream.serde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.schema.DocumentReady;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

final class SchemasTest {
  @Test
  void theGeneratorsStringTypeIsRemovedAtEveryDepth() {
    assertThat(DocumentReady.getClassSchema().toString()).contains("avro.java.string");

    Schema schema = Schemas.of(DocumentReady.class);

    assertThat(schema.toString()).doesNotContain("avro.java.string");
    assertThat(schema.getFullName()).isEqualTo("dev.pagestream.schema.DocumentReady");
    assertThat(schema.getField("pages").schema().getElementType().getFields()).hasSize(3);
  }
}
