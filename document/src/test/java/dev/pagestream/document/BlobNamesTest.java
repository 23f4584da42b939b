package dev.pagestream.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlobNamesTest {
  private static final String HASH = Hashes.sha256("x");
  private static final String SHORT = HASH.substring(0, 32);

  @Test
  void allBlobsOfADocumentLieUnderItsId() {
    assertThat(BlobNames.source("t-0", HASH)).isEqualTo("documents/t-0/source-" + SHORT);
    assertThat(BlobNames.page("t-0", 7, HASH))
        .isEqualTo("documents/t-0/pages/7-" + SHORT + ".page");
    assertThat(BlobNames.parts("t-0", 2, HASH))
        .isEqualTo("documents/t-0/r2/parts-" + SHORT + ".json");
    assertThat(BlobNames.output("t-0", 1, "document", HASH, "md"))
        .isEqualTo("documents/t-0/r1/document-" + SHORT + ".md");
  }

  @Test
  void anAnswerLiesUnderItsFingerprintForAllDocuments() {
    assertThat(BlobNames.answer(HASH))
        .isEqualTo("answers/" + HASH.substring(0, 2) + "/" + HASH + ".json");
  }
}
