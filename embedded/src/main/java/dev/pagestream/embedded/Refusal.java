package dev.pagestream.embedded;

import java.util.List;

/// The registry says no, with Confluent's error code. Its first three digits are the HTTP status.
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;

  private final String reason;

  private Refusal(int code, String reason) {
    super(reason);
    this.code = code;
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  int code() {
    return code;
  }

  int status() {
    return code > 999 ? code / 100 : code;
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, message);
  }

  static Refusal noSuchPath(String path) {
    return new Refusal(404, "HTTP 404 Not Found: " + path);
  }

  static Refusal notAllowed(String method) {
    return new Refusal(405, "HTTP 405 Method Not Allowed: " + method);
  }

  static Refusal tooLarge(int maxBytes) {
    return new Refusal(413, "The request body is larger than " + maxBytes + " bytes");
  }

  static Refusal noSubject(String subject) {
    return new Refusal(40401, "Subject '" + subject + "' not found.");
  }

  static Refusal noVersion(String version) {
    return new Refusal(40402, "Version " + version + " not found.");
  }

  static Refusal noSchema(String which) {
    return new Refusal(40403, "Schema " + which + " not found");
  }

  static Refusal noOwnLevel(String subject) {
    return new Refusal(
        40408, "Subject '" + subject + "' does not have subject-level compatibility");
  }

  static Refusal incompatible(String subject, List<String> problems) {
    return new Refusal(
        409,
        "Schema being registered is incompatible with an earlier schema for subject '%s': %s"
            .formatted(subject, String.join("; ", problems)));
  }

  static Refusal invalidSchema(String why) {
    return new Refusal(42201, "Invalid schema: " + why);
  }

  static Refusal invalidVersion(String version) {
    return new Refusal(42202, "The specified version '" + version + "' is not a valid version id");
  }

  static Refusal invalidLevel(String level) {
    return new Refusal(42203, "Invalid compatibility level '" + level + "'");
  }
}
