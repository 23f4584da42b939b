package dev.pagestream.runtime.config;

import java.util.List;

/// Everything that is wrong with a configuration, together. Each problem is a sentence with path,
/// value and expected form; secrets are masked.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
