package dev.pagestream.vlm.image;

/// What came of making a picture fit.
public sealed interface PreparedImage {
  /// Ready to be sent.
  ///
  /// @param bytes those of the crop itself when nothing had to change
  /// @param widthPx 0 when the picture could not be read and is left to the server
  /// @param heightPx as widthPx
  /// @param estimatedTokens of the prompt, at least 1
  @SuppressWarnings("ArrayRecordComponent") // Carried to the wire, never compared.
  record Prepared(byte[] bytes, String mediaType, int widthPx, int heightPx, long estimatedTokens)
      implements PreparedImage {
    /// Without the picture.
    @Override
    public String toString() {
      return "Prepared[" + bytes.length + " bytes, " + widthPx + " x " + heightPx + " px]";
    }
  }

  /// No model would take it.
  ///
  /// @param sentence why, for people
  record Unfit(String sentence) implements PreparedImage {}
}
