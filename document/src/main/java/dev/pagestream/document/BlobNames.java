package dev.pagestream.document;

/// Keys of all blobs, in one place. A document's blobs live under its id; names carry the content
/// hash, so that a late or repeated writer never overwrites what an event names. Answers live under
/// their fingerprint, for all documents.
public final class BlobNames {
  private static final int HASH_CHARS = 32;

  private BlobNames() {}

  /// `documents/<id>/source-<hash>`
  public static String source(String documentId, String sha256) {
    return document(documentId) + "source-" + shortened(sha256);
  }

  /// `documents/<id>/pages/<page>-<hash>.page`
  public static String page(String documentId, int page, String sha256) {
    return document(documentId) + "pages/" + page + "-" + shortened(sha256) + ".page";
  }

  /// `documents/<id>/r<revision>/parts-<hash>.json`
  public static String parts(String documentId, int revision, String sha256) {
    return output(documentId, revision, "parts", sha256, "json");
  }

  /// `documents/<id>/r<revision>/<name>-<hash>.<extension>`
  public static String output(
      String documentId, int revision, String name, String sha256, String extension) {
    return document(documentId)
        + "r"
        + revision
        + "/"
        + name
        + "-"
        + shortened(sha256)
        + "."
        + extension;
  }

  /// `answers/<first two digits>/<fingerprint>.json`
  public static String answer(String fingerprint) {
    return "answers/" + fingerprint.substring(0, 2) + "/" + fingerprint + ".json";
  }

  private static String document(String documentId) {
    return "documents/" + documentId + "/";
  }

  private static String shortened(String sha256) {
    return sha256.substring(0, HASH_CHARS);
  }
}
