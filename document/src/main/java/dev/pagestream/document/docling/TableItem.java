package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.pagestream.document.page.PageBlock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A table.
///
/// @param children its captions
/// @param captions the same captions
/// @param data its cells
@JsonPropertyOrder({
  "self_ref",
  "parent",
  "children",
  "content_layer",
  "label",
  "prov",
  "captions",
  "references",
  "footnotes",
  "data",
  "annotations"
})
public record TableItem(
    String selfRef,
    Optional<Ref> parent,
    List<Ref> children,
    ContentLayer contentLayer,
    List<Provenance> prov,
    List<Ref> captions,
    CellTable data)
    implements NodeItem {
  public TableItem {
    children = List.copyOf(children);
    prov = List.copyOf(prov);
    captions = List.copyOf(captions);
  }

  /// @param captions whose parent it is
  public static TableItem of(
      Ref self, Ref parent, List<Provenance> prov, List<Ref> captions, CellTable data) {
    return new TableItem(
        self.pointer(), Optional.of(parent), captions, ContentLayer.BODY, prov, captions, data);
  }

  /// The same with rows of a later page.
  public TableItem continuedBy(PageBlock.Table rows, List<Provenance> where) {
    return new TableItem(
        selfRef,
        parent,
        children,
        contentLayer,
        Stream.concat(prov.stream(), where.stream()).toList(),
        captions,
        data.continuedBy(rows));
  }

  @JsonProperty("label")
  String label() {
    return "table";
  }

  @JsonProperty("references")
  List<Ref> references() {
    return List.of();
  }

  @JsonProperty("footnotes")
  List<Ref> footnotes() {
    return List.of();
  }

  @JsonProperty("annotations")
  List<Annotation> annotations() {
    return List.of();
  }
}
