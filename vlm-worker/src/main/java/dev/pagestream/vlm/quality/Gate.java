package dev.pagestream.vlm.quality;

import java.util.Arrays;
import java.util.Optional;

/// What an answer can be held against.
public enum Gate {
  /// A description of one or two words says nothing.
  ONE_WORD("one_word"),
  /// The same again and again.
  LOOPING("looping"),
  /// An apology in place of an answer.
  REFUSAL("refusal"),
  /// Not in the language that was asked for.
  LANGUAGE("language"),
  /// Not JSON, or not of the schema.
  JSON("json"),
  /// The question given back.
  PROMPT_COPY("prompt_copy");

  private final String code;

  Gate(String code) {
    this.code = code;
  }

  /// As steps and metrics have it.
  public String code() {
    return code;
  }

  public static Optional<Gate> parse(String code) {
    return Arrays.stream(values()).filter(gate -> gate.code.equals(code)).findFirst();
  }
}
