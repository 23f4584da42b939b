package dev.pagestream.document.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pagestream.document.Hashes;
import dev.pagestream.document.SkipReason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageObjectTest {
  private static final byte[] FIRST = "first crop".getBytes(UTF_8);
  private static final byte[] SECOND = "second".getBytes(UTF_8);

  @Test
  void carriesContentAndCrops() {
    PageObject.Encoded encoded = PageObject.encode(content(), List.of(FIRST, SECOND));

    PageObject decoded = PageObject.decode(encoded.bytes());

    assertThat(decoded.content()).isEqualTo(content());
    assertThat(decoded.content().pictures().flatMap(p -> p.crop().stream()))
        .extracting(crop -> decoded.crop(encoded.bytes(), crop))
        .containsExactly(FIRST, SECOND);
  }

  @Test
  void aRangeReadNeedsOnlyTheStartOfTheCrops() {
    PageObject.Encoded encoded = PageObject.encode(content(), List.of(FIRST, SECOND));
    int from = encoded.cropsStart() + FIRST.length;

    assertThat(Arrays.copyOfRange(encoded.bytes(), from, from + SECOND.length)).isEqualTo(SECOND);
    assertThat(PageObject.decode(encoded.bytes()).cropsStart()).isEqualTo(encoded.cropsStart());
  }

  @Test
  void isReadWithoutItsCrops() {
    PageObject.Encoded encoded = PageObject.encode(content(), List.of(FIRST, SECOND));

    PageObject decoded = PageObject.decode(Arrays.copyOf(encoded.bytes(), encoded.cropsStart()));

    assertThat(decoded.content()).isEqualTo(content());
  }

  @Test
  void equalPagesHaveEqualHashes() {
    PageObject.Encoded once = PageObject.encode(content(), List.of(FIRST, SECOND));
    PageObject.Encoded twice = PageObject.encode(content(), List.of(FIRST, SECOND));

    assertThat(once.sha256()).isEqualTo(twice.sha256()).isEqualTo(Hashes.sha256(once.bytes()));
  }

  @Test
  void saysWhatIsWrongWithBytesThatAreNoPageObject() {
    byte[] whole = PageObject.encode(content(), List.of()).bytes();
    byte[] garbled = whole.clone();
    garbled[10] = '!';

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageObject.decode("%PDF-1.7 and more".getBytes(UTF_8)))
        .withMessage("not a page object");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageObject.decode(Arrays.copyOf(whole, 40)))
        .withMessage("page object is cut short");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageObject.decode(garbled))
        .withMessageContaining("unreadable");
  }

  private static PageContent content() {
    Box box = new Box(72, 100.25, 300, 200);
    return new PageContent(
        3,
        612,
        792,
        List.of(
            new PageBlock.Text(TextKind.HEADING, "Über \"alles\"", box, 2, 14.5, ""),
            picture(0, box, new PageBlock.Crop(0, FIRST.length, "image/png", 8, 4, "a")),
            picture(
                1, box, new PageBlock.Crop(FIRST.length, SECOND.length, "image/png", 2, 2, "b")),
            new PageBlock.Picture(
                2,
                box,
                Optional.of(0),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new PageBlock.Skip(SkipReason.BELOW_AREA_THRESHOLD, "1.2 %")),
                List.of(new PageBlock.ClassScore("logo", 0.75)))));
  }

  private static PageBlock.Picture picture(int index, Box box, PageBlock.Crop crop) {
    return new PageBlock.Picture(
        index,
        box,
        Optional.empty(),
        Optional.of(crop),
        Optional.of("f" + index),
        Optional.empty(),
        List.of());
  }
}
