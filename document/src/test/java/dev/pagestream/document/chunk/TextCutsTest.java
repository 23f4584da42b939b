package dev.pagestream.document.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextCutsTest {
  /// A token a character, so that the borders can be counted.
  private static List<String> cut(String text, String lead, int maxTokens) {
    List<String> pieces = new ArrayList<>();
    new TextCuts(text, lead, maxTokens, String::length).forEachRemaining(pieces::add);
    return pieces;
  }

  private static List<String> cut(String text, int maxTokens) {
    return cut(text, "", maxTokens);
  }

  @Test
  void whatFitsStaysWhole() {
    assertThat(cut(" one two ", 8)).containsExactly("one two");
    assertThat(cut("", 8)).isEmpty();
    assertThat(cut(" \n", 8)).isEmpty();
  }

  @Test
  void aParagraphsEndIsBetterThanALinesAndThatThanASentences() {
    assertThat(cut("aaa bbb.\n\nccc ddd. eee\nfff", 22))
        .containsExactly("aaa bbb.\n\nccc ddd. eee", "fff");
    assertThat(cut("aaaa bbbb ccc.\n\ndd. ee\nff", 22))
        .containsExactly("aaaa bbbb ccc.", "dd. ee\nff");
    assertThat(cut("aaaa bbbb.\nccc. ddd eee", 18)).containsExactly("aaaa bbbb.", "ccc. ddd eee");
  }

  @Test
  void aSentencesEndIsBetterThanAClausesAndThatThanAWords() {
    assertThat(cut("Aaa bbb (ccc.) Ddd, eee fff", 25))
        .containsExactly("Aaa bbb (ccc.)", "Ddd, eee fff");
    assertThat(cut("aaa bbb ccc, ddd eee", 18)).containsExactly("aaa bbb ccc,", "ddd eee");
    assertThat(cut("aaa bbb ccc ddd eee", 13)).containsExactly("aaa bbb ccc", "ddd eee");
  }

  @Test
  void aNumberWithAPointIsNoSentence() {
    assertThat(cut("about 3.1415926 of it", 14)).containsExactly("about", "3.1415926 of", "it");
  }

  @Test
  void anEarlySentenceIsNotWorthAShortPiece() {
    assertThat(cut("A. bbb ccc ddd eee", 14)).containsExactly("A. bbb ccc ddd", "eee");
  }

  @Test
  void chineseSentencesHaveNoSpaces() {
    assertThat(cut("一二三四五。六七八九十", 8)).containsExactly("一二三四五。", "六七八九十");
  }

  @Test
  void aWordLongerThanAPieceIsCutAnywhere() {
    List<String> pieces = cut("x".repeat(1_000_000), 256);

    assertThat(pieces).hasSize(3_907).allSatisfy(piece -> assertThat(piece).hasSizeBetween(1, 256));
    assertThat(String.join("", pieces)).hasSize(1_000_000);
  }

  @Test
  void charactersStayWholeAndKeepTheirMarks() {
    assertThat(cut("😀😀😀", 3)).containsExactly("😀", "😀", "😀");
    assertThat(cut("aae\u0301a", 3)).containsExactly("aa", "e\u0301a");
    assertThat(cut("😀a", 1)).containsExactly("😀", "a");
    assertThat(String.join("", cut("e" + "\u0301".repeat(100), 10))).hasSize(101);
  }

  @Test
  void spaceWithoutEndIsDropped() {
    assertThat(cut("a" + " ".repeat(100_000) + "b", 10)).containsExactly("a", "b");
  }

  @Test
  void rowsOfATableComeUnderItsHeadAgain() {
    assertThat(cut("Caption\n\nhead\n----\nrow. 1\nrow. 2\nrow. 3", "head\n----", 27))
        .containsExactly("Caption\n\nhead\n----\nrow. 1", "head\n----\nrow. 2\nrow. 3");
  }

  @Test
  void aHeadThatLeavesNoRoomIsNotRepeated() {
    assertThat(cut("headhead\nrow 1\nrow 2", "headhead", 15))
        .containsExactly("headhead\nrow 1", "row 2");
  }
}
