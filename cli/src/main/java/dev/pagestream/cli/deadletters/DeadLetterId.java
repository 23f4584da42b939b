package dev.pagestream.cli.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a dead letter lies on its topic; printed as `partition-offset`.
record DeadLetterId(int partition, long offset) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  /// @throws IllegalArgumentException when the text is not of that form
  static DeadLetterId parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a dead letter id like 3-42");
    }
    return new DeadLetterId(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
