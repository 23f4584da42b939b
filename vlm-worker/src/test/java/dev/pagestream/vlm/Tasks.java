package dev.pagestream.vlm;

import dev.pagestream.document.Fingerprint;
import dev.pagestream.document.Hashes;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionTask;
import java.nio.charset.StandardCharsets;

/// Vision tasks of made-up pictures.
final class Tasks {
  static final String PARAMS = "{\"model\": \"fake-vision\"}";

  private Tasks() {}

  /// Bytes that stand for a picture.
  static byte[] picture(String name) {
    return ("picture " + name).getBytes(StandardCharsets.UTF_8);
  }

  static String fingerprint(String picture) {
    return Fingerprint.of(
        Hashes.sha256(picture(picture)), "fake-vision", "Describe.", PARAMS, "default");
  }

  static String pageKey(String documentId) {
    return "documents/" + documentId + "/pages/5-0.page";
  }

  /// The second picture on page 5 of a document; its crop is the whole blob under [#pageKey].
  static VisionTask.Builder of(String documentId, String picture, String url) {
    return VisionTask.newBuilder()
        .setDocumentId(documentId)
        .setPage(5)
        .setPicture(1)
        .setFingerprint(fingerprint(picture))
        .setPurpose(VisionPurpose.DESCRIBE_PICTURE)
        .setPageKey(pageKey(documentId))
        .setImageOffset(0)
        .setImageBytes(picture(picture).length)
        .setImageMediaType("image/png")
        .setLane("adhoc")
        .setUrl(url)
        .setParams(PARAMS)
        .setModel("fake-vision")
        .setPrompt("Describe.")
        .setTimeoutMs(5000);
  }
}
