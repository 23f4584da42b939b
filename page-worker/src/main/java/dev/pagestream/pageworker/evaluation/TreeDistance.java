package dev.pagestream.pageworker.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The least cost of edits that turn one ordered tree into another, after Zhang and Shasha (1989),
/// "Simple fast algorithms for the editing distance between trees and related problems". Exact:
/// leaving out a row and giving its cells to a neighbour costs one edit. Removing or adding a node
/// costs 1.
///
/// Of trees of bounded depth, as those of tables are, time and memory grow with the product of
/// their sizes.
final class TreeDistance {
  /// Edits texts up to here; what is longer counts by its beginning.
  static final int MOST_CHARACTERS = 200;

  private final Flat a;
  private final Flat b;
  private final int[] leftmostA;
  private final int[] leftmostB;
  private final boolean texts;
  private final double[][] trees;
  private final double[][] forests;

  private TreeDistance(Flat a, Flat b, boolean texts) {
    this.a = a;
    this.b = b;
    this.leftmostA = a.leftmost().stream().mapToInt(Integer::intValue).toArray();
    this.leftmostB = b.leftmost().stream().mapToInt(Integer::intValue).toArray();
    this.texts = texts;
    this.trees = new double[a.size()][b.size()];
    this.forests = new double[a.size() + 1][b.size() + 1];
  }

  /// A node of a tree. Two nodes are the same kind when all but text and children are equal.
  record Node(String tag, int rowSpan, int columnSpan, String text, List<Node> children) {
    Node {
      children = List.copyOf(children);
    }

    static Node of(String tag, List<Node> children) {
      return new Node(tag, 1, 1, "", children);
    }

    int size() {
      return 1 + children.stream().mapToInt(Node::size).sum();
    }

    private boolean sameKind(Node other) {
      return tag.equals(other.tag) && rowSpan == other.rowSpan && columnSpan == other.columnSpan;
    }
  }

  /// @param texts whether they count; else only kinds do
  static double of(Node a, Node b, boolean texts) {
    return new TreeDistance(Flat.of(a), Flat.of(b), texts).distance();
  }

  /// Levenshtein distance over the longer length, 0 to 1.
  static double ofTexts(String a, String b) {
    String first = cut(a);
    String second = cut(b);
    if (first.equals(second)) {
      return 0;
    }
    int[] before = new int[second.length() + 1];
    for (int j = 0; j <= second.length(); j++) {
      before[j] = j;
    }
    int[] row = new int[second.length() + 1];
    for (int i = 1; i <= first.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= second.length(); j++) {
        int replaced = before[j - 1] + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(before[j], row[j - 1]));
      }
      int[] spare = before;
      before = row;
      row = spare;
    }
    return (double) before[second.length()] / Math.max(first.length(), second.length());
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }

  private double distance() {
    for (int i : a.keyRoots()) {
      for (int j : b.keyRoots()) {
        compare(i, j);
      }
    }
    return trees[a.size() - 1][b.size() - 1];
  }

  /// Fills in the distances of all pairs of trees that begin where these two do.
  private void compare(int rootA, int rootB) {
    int fromA = leftmostA[rootA];
    int fromB = leftmostB[rootB];
    int highest = rootA - fromA + 1;
    int widest = rootB - fromB + 1;
    forests[0][0] = 0;
    for (int i = 1; i <= highest; i++) {
      forests[i][0] = i;
    }
    for (int j = 1; j <= widest; j++) {
      forests[0][j] = j;
    }
    for (int i = 1; i <= highest; i++) {
      int nodeA = fromA + i - 1;
      int leftA = leftmostA[nodeA] - fromA;
      for (int j = 1; j <= widest; j++) {
        int nodeB = fromB + j - 1;
        int leftB = leftmostB[nodeB] - fromB;
        double oneLess = 1 + Math.min(forests[i - 1][j], forests[i][j - 1]);
        if (leftA == 0 && leftB == 0) {
          double renamed = forests[i - 1][j - 1] + rename(nodeA, nodeB);
          forests[i][j] = Math.min(oneLess, renamed);
          trees[nodeA][nodeB] = forests[i][j];
        } else {
          forests[i][j] = Math.min(oneLess, forests[leftA][leftB] + trees[nodeA][nodeB]);
        }
      }
    }
  }

  private double rename(int nodeA, int nodeB) {
    Node from = a.nodes().get(nodeA);
    Node to = b.nodes().get(nodeB);
    if (!from.sameKind(to)) {
      return 1;
    }
    return texts ? ofTexts(from.text(), to.text()) : 0;
  }

  /// A tree in postorder.
  ///
  /// @param leftmost by node, the first of its leaves
  /// @param keyRoots the highest nodes of all that share that leaf, in order
  private record Flat(List<Node> nodes, List<Integer> leftmost, List<Integer> keyRoots) {
    static Flat of(Node root) {
      List<Node> nodes = new ArrayList<>();
      List<Integer> leftmost = new ArrayList<>();
      flatten(root, nodes, leftmost);
      Map<Integer, Integer> highest = new HashMap<>();
      for (int node = 0; node < nodes.size(); node++) {
        highest.put(leftmost.get(node), node);
      }
      return new Flat(nodes, leftmost, highest.values().stream().sorted().toList());
    }

    private static void flatten(Node node, List<Node> nodes, List<Integer> leftmost) {
      int first = nodes.size();
      node.children().forEach(child -> flatten(child, nodes, leftmost));
      nodes.add(node);
      leftmost.add(first);
    }

    int size() {
      return nodes.size();
    }
  }
}
