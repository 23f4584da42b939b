package dev.pagestream.pageworker.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pagestream.document.FailureCode;
import dev.pagestream.document.page.Box;
import dev.pagestream.pageworker.mutant.Bombs;
import dev.pagestream.pageworker.mutant.Cycles;
import dev.pagestream.pageworker.mutant.Mutant;
import dev.pagestream.pageworker.source.PageFailedException;
import dev.pagestream.pageworker.source.PageLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that once took all memory or never ended. How all others end is in `MutationIT`.
class HarmfulPdfIT {
  private static final Box PICTURE = new Box(50, 350, 450, 750);

  @TempDir Path directory;

  @Test
  void dataThatUnfoldsToTooMuchIsRefusedBeforeItDoes() throws Exception {
    try (PdfPageSource inline = open("bomb: inline image of a gibibyte");
        PdfPageSource image = open("bomb: image of a gibibyte");
        PdfPageSource jpeg = open("bomb: JPEG that says it is small")) {
      assertTooMuch(() -> inline.read(1));
      assertThat(image.read(1).bitmaps()).containsExactly(PICTURE);
      assertTooMuch(() -> image.crop(1, List.of(PICTURE), 2));
      assertTooMuch(() -> jpeg.crop(1, List.of(PICTURE), 2));
    }
    assertTooMuch(() -> open("bomb: table of a gibibyte").close());
  }

  @Test
  void widthsOfMoreGlyphsThanAFontHasAreNotRead() throws Exception {
    try (PdfPageSource source = open("bomb: widths from 0 to 2,000,000,000")) {
      assertThat(source.read(1).lines()).hasSize(1);
    }
  }

  @Test
  void aParentTreeInACircleReadsAsUntagged() throws Exception {
    try (PdfPageSource source = open("cycle: tagged, parent tree is its own kid")) {
      assertThat(source.read(1).structure()).isEmpty();
    }
  }

  private PdfPageSource open(String name) throws Exception {
    Mutant mutant =
        Stream.concat(Bombs.all().stream(), Cycles.all().stream())
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no mutant is called " + name));
    Path file = Files.write(Files.createTempFile(directory, "harmful", ".pdf"), mutant.bytes());
    return PdfPageSource.open(file, PageLimits.DEFAULT);
  }

  private static void assertTooMuch(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            PageFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.PAGE_UNREADABLE))
        .hasMessage(
            "The file holds data that unfolds to more than 128 MiB, which is more than is handled.");
  }
}
