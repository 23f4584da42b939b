package dev.pagestream.document.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.pagestream.document.Hashes;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.SkipReason;
import java.nio.ByteBuffer;
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
  void readsPagesOfBeforeQuestionsAndConversions() {
    byte[] json =
        """
        {"page":2,"widthPt":612.0,"heightPt":792.0,"blocks":[
         {"type":"text","kind":"PARAGRAPH","text":"Hello.",
          "box":{"left":1.0,"top":2.0,"right":3.0,"bottom":4.0},
          "level":0,"fontSizePt":10.0,"marker":""},
         {"type":"picture","index":0,"box":{"left":1.0,"top":2.0,"right":3.0,"bottom":4.0},
          "caption":null,"crop":null,"fingerprint":"f","skipped":null,"classes":[]}]}\
        """
            .getBytes(UTF_8);
    byte[] blob =
        ByteBuffer.allocate(10 + json.length)
            .put("PSPG1\n".getBytes(UTF_8))
            .putInt(json.length)
            .put(json)
            .array();

    PageContent content = PageObject.decode(blob).content();

    assertThat(content.conversion()).isEmpty();
    assertThat(content.pictures())
        .extracting(PageBlock.Picture::fingerprint, PageBlock.Picture::more)
        .containsExactly(tuple(Optional.of("f"), List.of()));
  }

  @Test
  void carriesQuestionsAndTheConversion() {
    PageBlock.Picture picture =
        new PageBlock.Picture(
            0,
            new Box(1, 2, 3, 4),
            Optional.empty(),
            Optional.empty(),
            Optional.of("f"),
            Optional.empty(),
            List.of(),
            List.of(new PageBlock.Question(Purpose.CHART_TABLE, "q")));
    PageContent page =
        new PageContent(
            1,
            612,
            792,
            List.of(picture),
            Optional.of(
                new PageContent.Conversion(
                    "p", "doctags", new PageBlock.Crop(0, 5, "image/png", 8, 4, "a"))));

    assertThat(PageObject.decode(PageObject.encode(page, List.of(FIRST)).bytes()).content())
        .isEqualTo(page);
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
