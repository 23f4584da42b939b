package dev.pagestream.cli;

import java.nio.file.Path;

/// Sends the log of everything that runs inside the command to a file, so that the terminal shows
/// only what the user asked for. Must be called before the first logger is made.
final class CliLogging {
  private static final String CONFIGURATION = "logback.configurationFile";

  private CliLogging() {}

  static void configure() {
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(CONFIGURATION, "logback-cli.xml");
    }
  }

  /// Puts the log under this directory; effective while no logger was made yet.
  static Path logInto(Path directory) {
    Path log = directory.resolve("logs").resolve("pagestream.log").toAbsolutePath();
    System.setProperty("pagestream.log", log.toString());
    return log;
  }
}
