package dev.pagestream.pageworker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pagestream.pageworker.evaluation.TreeDistance.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeDistanceTest {
  @Test
  void textsDifferByTheShareOfTheirEdits() {
    assertThat(TreeDistance.ofTexts("", "")).isZero();
    assertThat(TreeDistance.ofTexts("", "ab")).isEqualTo(1);
    assertThat(TreeDistance.ofTexts("1,234", "1.234")).isEqualTo(0.2);
    assertThat(TreeDistance.ofTexts("abcd", "bcd")).isEqualTo(0.25);
    assertThat(TreeDistance.ofTexts("kitten", "sitting")).isEqualTo(3.0 / 7);
  }

  @Test
  void ofLongTextsTheBeginningCounts() {
    String beginning = "x".repeat(TreeDistance.MOST_CHARACTERS);

    assertThat(TreeDistance.ofTexts(beginning + "a", beginning + "bcd")).isZero();
  }

  @Test
  void nodeLeftOutHandsItsChildrenOn() {
    Node flat = Node.of("a", List.of(leaf("x"), leaf("y")));
    Node deep = Node.of("a", List.of(Node.of("b", List.of(leaf("x"), leaf("y")))));

    assertThat(TreeDistance.of(flat, deep, true)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTheDefinition(long seed) {
    Random random = new Random(seed);
    Node a = tree(random, 3);
    Node b = tree(random, 3);

    assertThat(TreeDistance.of(a, b, true))
        .isCloseTo(defined(List.of(a), List.of(b)), within(1e-9));
  }

  /// The cheapest of taking away the last root, adding one, and making one of the other.
  private static double defined(List<Node> a, List<Node> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.stream().mapToInt(Node::size).sum() + b.stream().mapToInt(Node::size).sum();
    }
    Node lastA = a.getLast();
    Node lastB = b.getLast();
    List<Node> restA = a.subList(0, a.size() - 1);
    List<Node> restB = b.subList(0, b.size() - 1);
    boolean same = lastA.tag().equals(lastB.tag());
    double rename = same ? TreeDistance.ofTexts(lastA.text(), lastB.text()) : 1;
    double made = defined(restA, restB) + defined(lastA.children(), lastB.children()) + rename;
    double less = 1 + defined(joined(restA, lastA.children()), b);
    double more = 1 + defined(a, joined(restB, lastB.children()));
    return Math.min(made, Math.min(less, more));
  }

  private static List<Node> joined(List<Node> some, List<Node> others) {
    List<Node> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static Node leaf(String text) {
    return new Node("leaf", 1, 1, text, List.of());
  }

  /// At most seven nodes.
  private static Node tree(Random random, int depth) {
    List<Node> children = new ArrayList<>();
    for (int i = 0; depth > 1 && i < 1 + random.nextInt(2); i++) {
      children.add(tree(random, depth - 1));
    }
    String tag = random.nextInt(4) == 0 ? "p" : "q";
    return new Node(tag, 1, 1, random.nextBoolean() ? "12" : "13", children);
  }
}
