package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Optional;

/// A picture.
///
/// @param children its captions
/// @param meta its description and classes; empty when it has neither
/// @param captions the same captions
/// @param image its pixels; empty when they are not exported
/// @param annotations deprecated upstream: the same as `meta`, for older readers
@JsonPropertyOrder({
  "self_ref",
  "parent",
  "children",
  "content_layer",
  "meta",
  "label",
  "prov",
  "captions",
  "references",
  "footnotes",
  "image",
  "annotations"
})
public record PictureItem(
    String selfRef,
    Optional<Ref> parent,
    List<Ref> children,
    ContentLayer contentLayer,
    Optional<PictureMeta> meta,
    List<Provenance> prov,
    List<Ref> captions,
    Optional<ImageRef> image,
    List<Annotation> annotations)
    implements NodeItem {
  public PictureItem {
    children = List.copyOf(children);
    prov = List.copyOf(prov);
    captions = List.copyOf(captions);
    annotations = List.copyOf(annotations);
  }

  /// @param captions whose parent it is
  public static PictureItem of(
      Ref self,
      Ref parent,
      ContentLayer layer,
      List<Provenance> prov,
      List<Ref> captions,
      Optional<PictureMeta> meta,
      Optional<ImageRef> image) {
    return new PictureItem(
        self.pointer(),
        Optional.of(parent),
        captions,
        layer,
        meta,
        prov,
        captions,
        image,
        meta.map(Annotation::of).orElse(List.of()));
  }

  /// The same with other meta; the annotations stay.
  PictureItem withMeta(Optional<PictureMeta> other) {
    return new PictureItem(
        selfRef, parent, children, contentLayer, other, prov, captions, image, annotations);
  }

  @JsonProperty("label")
  String label() {
    return "picture";
  }

  @JsonProperty("references")
  List<Ref> references() {
    return List.of();
  }

  @JsonProperty("footnotes")
  List<Ref> footnotes() {
    return List.of();
  }
}
