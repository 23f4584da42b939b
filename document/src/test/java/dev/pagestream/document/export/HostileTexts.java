package dev.pagestream.document.export;

import java.util.List;
import java.util.Random;

/// Texts that try to end the element they stand in, to begin another, or to be read as something
/// else.
final class HostileTexts {
  private static final List<String> PARTS =
      List.of(
          "</text>",
          "<text>",
          "</doctag>",
          "<otsl>",
          "<fcel>",
          "<nl>",
          "<loc_1>",
          "<_Java_>",
          "<list_item>",
          "<br>",
          "</doclang>",
          "<content>",
          "</content>",
          "<text/>",
          "<![CDATA[",
          "]]>",
          "]]",
          ">",
          "<",
          "<!--",
          "-->",
          "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
          "<?xml version='1.0'?>",
          "<|end_of_text|>",
          "&",
          "&amp;",
          "&lt;",
          "&#60;",
          "&#x3c;",
          "&y;",
          "\"",
          "'",
          "\n",
          "\n\n00:00.000 --> 00:01.000\n",
          "\r\n",
          "\t",
          "  ",
          "\u0000",
          "\u001B",
          "\u0085",
          "\u2028",
          "\uFFFE",
          "\uD83D",
          "📈",
          "\u202E",
          "\u2066",
          "\u200F",
          "שלום",
          "é",
          ": ",
          "# ",
          "- ",
          "no",
          "1e3",
          "0x10",
          "~",
          "plain words");

  private final Random random;

  HostileTexts(long seed) {
    random = new Random(seed);
  }

  /// Never blank.
  String next() {
    StringBuilder text = new StringBuilder();
    int parts = 1 + random.nextInt(5);
    for (int part = 0; part < parts; part++) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return Inline.stripped(text.toString()).isEmpty() ? text + "x" : text.toString();
  }
}
