package dev.pagestream.ingest.api;

/// The request is not even HTTP as it should be: answered with 400 and the sentence.
final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadRequestException(String sentence) {
    super(sentence, null, false, false);
  }
}
