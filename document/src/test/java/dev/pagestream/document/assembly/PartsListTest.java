package dev.pagestream.document.assembly;

import static dev.pagestream.document.SamplePages.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pagestream.document.FailureCode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PartsListTest {
  private static final PartsList FIRST =
      new PartsList(
          new TreeMap<>(
              Map.of(
                  10, PartsList.Page.analyzed("k10"),
                  2, PartsList.Page.failed(failure(FailureCode.PAGE_TIMEOUT)))),
          new TreeMap<>(
              Map.of(
                  "b", PartsList.Picture.described("answers/b", 2, false),
                  "a", PartsList.Picture.failed(failure(FailureCode.MODEL_FAILED)),
                  "c", PartsList.Picture.skipped("class_filtered"))));

  @Test
  void readsBackWhatItWrote() {
    assertThat(PartsList.fromJson(FIRST.toJson())).isEqualTo(FIRST);
    assertThat(PartsList.fromJson(PartsList.EMPTY.toJson())).isEqualTo(PartsList.EMPTY);
  }

  /// Its hash names its blob.
  @Test
  void equalListsHaveEqualBytesWhateverTheOrderTheyWereBuiltIn() {
    PartsList rebuilt =
        PartsList.EMPTY
            .overlaidBy(new PartsList(FIRST.pages().tailMap(10), FIRST.answers().tailMap("c")))
            .overlaidBy(new PartsList(FIRST.pages().headMap(10), FIRST.answers().headMap("c")));

    assertThat(rebuilt.toJson()).isEqualTo(FIRST.toJson());
    assertThat(new String(FIRST.toJson(), UTF_8))
        .startsWith("{\"pages\":{\"2\":{\"failure\":{")
        .contains("\"10\":{\"pageKey\":\"k10\"}");
  }

  @Test
  void theNewerRevisionsPartsReplaceOlderOnesAndLeaveTheRest() {
    PartsList newer =
        new PartsList(
            new TreeMap<>(Map.of(2, PartsList.Page.analyzed("k2"))),
            new TreeMap<>(Map.of("a", PartsList.Picture.described("answers/a", 1, false))));

    PartsList both = FIRST.overlaidBy(newer);

    assertThat(both.pages().get(2)).isEqualTo(PartsList.Page.analyzed("k2"));
    assertThat(both.pages().get(10)).isEqualTo(FIRST.pages().get(10));
    assertThat(both.answers().get("a")).isEqualTo(newer.answers().get("a"));
    assertThat(both.answers().get("b")).isEqualTo(FIRST.answers().get("b"));
  }

  @Test
  void aNewerFailureDoesNotReplaceWhatWasHad() {
    PartsList.Page failedPage = PartsList.Page.failed(failure(FailureCode.DEADLINE_EXCEEDED));
    PartsList.Picture failedPicture =
        PartsList.Picture.failed(failure(FailureCode.DEADLINE_EXCEEDED));
    PartsList newer =
        new PartsList(
            new TreeMap<>(Map.of(10, failedPage, 2, failedPage)),
            new TreeMap<>(Map.of("a", failedPicture, "b", failedPicture, "c", failedPicture)));

    PartsList both = FIRST.overlaidBy(newer);

    assertThat(both.pages().get(10)).isEqualTo(FIRST.pages().get(10));
    assertThat(both.pages().get(2)).isEqualTo(failedPage);
    assertThat(both.answers().get("a")).isEqualTo(failedPicture);
    assertThat(both.answers().get("b")).isEqualTo(FIRST.answers().get("b"));
    assertThat(both.answers().get("c")).isEqualTo(FIRST.answers().get("c"));
  }

  @Test
  void refusesAPartWithoutAnOutcomeOrWithTwo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PartsList.Page(Optional.empty(), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new PartsList.Picture(
                Optional.of("k"), Optional.of("class_filtered"), Optional.empty(), 0, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PartsList.fromJson("{\"pages\":{\"1\":{}}}".getBytes(UTF_8)));
  }
}
