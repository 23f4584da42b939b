package dev.pagestream.vlm.dialect;

import java.util.List;

/// All dialects, by name.
public final class Dialects {
  /// Chat completions as docling sends them, nothing changed.
  public static final Dialect GENERIC = () -> "generic";

  private static final List<Dialect> ALL = List.of(GENERIC);

  private Dialects() {}

  /// @throws IllegalArgumentException when there is none of this name; the message names those
  ///   there are
  public static Dialect named(String name) {
    return ALL.stream()
        .filter(dialect -> dialect.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "dialect is "
                    + name
                    + ", must be one of "
                    + String.join(", ", ALL.stream().map(Dialect::name).toList())));
  }

  /// The dialect an address betrays; [#GENERIC] when it betrays none.
  public static Dialect of(String url) {
    return GENERIC;
  }
}
