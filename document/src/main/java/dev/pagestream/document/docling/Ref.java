package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Points at a node, as a JSON pointer: `#/texts/3`.
public record Ref(@JsonProperty("$ref") String pointer) {
  public static final Ref BODY = new Ref("#/body");
  public static final Ref FURNITURE = new Ref("#/furniture");

  public static Ref group(int index) {
    return new Ref("#/groups/" + index);
  }

  public static Ref text(int index) {
    return new Ref("#/texts/" + index);
  }

  public static Ref picture(int index) {
    return new Ref("#/pictures/" + index);
  }

  public static Ref table(int index) {
    return new Ref("#/tables/" + index);
  }

  /// `texts` of `#/texts/3`, `body` of `#/body`.
  String collection() {
    int end = pointer.indexOf('/', 2);
    return pointer.substring(2, end < 0 ? pointer.length() : end);
  }

  /// `3` of `#/texts/3`.
  public int index() {
    return Integer.parseInt(pointer.substring(pointer.lastIndexOf('/') + 1));
  }
}
