package dev.pagestream.pageworker.evaluation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// How alike two texts are: twice the longest common subsequence over both lengths.
final class Similarity {
  private static final Pattern NOT_WORDS = Pattern.compile("\\W+", Pattern.UNICODE_CHARACTER_CLASS);

  private Similarity() {}

  /// Without regard to case, spaces and punctuation; 0 to 1.
  static double of(String a, String b) {
    String first = normalized(a);
    String second = normalized(b);
    int both = first.length() + second.length();
    return both == 0 ? 1 : 2.0 * longestCommonSubsequence(first, second) / both;
  }

  private static String normalized(String text) {
    return NOT_WORDS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  /// Bit-parallel, after Hyyrö (2004), "Bit-parallel LCS-length computation revisited": one step of
  /// word arithmetic for 64 characters of `a` and one of `b`.
  private static int longestCommonSubsequence(String a, String b) {
    int words = (a.length() + 63) / 64;
    Map<Character, long[]> positions = new HashMap<>();
    for (int i = 0; i < a.length(); i++) {
      positions.computeIfAbsent(a.charAt(i), _ -> new long[words])[i >> 6] |= 1L << (i & 63);
    }
    long[] v = new long[words];
    Arrays.fill(v, -1L);
    long[] none = new long[words];
    for (int k = 0; k < b.length(); k++) {
      long[] matches = positions.getOrDefault(b.charAt(k), none);
      long carry = 0;
      for (int w = 0; w < words; w++) {
        long u = v[w] & matches[w];
        long sum = v[w] + u;
        long carried = sum + carry;
        boolean overflow =
            Long.compareUnsigned(sum, v[w]) < 0 || Long.compareUnsigned(carried, sum) < 0;
        v[w] = carried | (v[w] & ~matches[w]);
        carry = overflow ? 1 : 0;
      }
    }
    BitSet unmatched = BitSet.valueOf(v);
    int ones = unmatched.get(0, a.length()).cardinality();
    return a.length() - ones;
  }
}
