package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/// A node that only holds others: the roots, and lists.
///
/// @param parent empty for the roots
public record GroupItem(
    String selfRef,
    Optional<Ref> parent,
    List<Ref> children,
    ContentLayer contentLayer,
    String name,
    Label label)
    implements NodeItem {
  /// docling's `GroupLabel`, as far as it is used.
  public enum Label {
    @JsonProperty("unspecified")
    UNSPECIFIED,
    @JsonProperty("list")
    LIST
  }

  public GroupItem {
    children = List.copyOf(children);
  }

  public static GroupItem body(List<Ref> children) {
    return root(Ref.BODY, children, ContentLayer.BODY);
  }

  public static GroupItem furniture() {
    return root(Ref.FURNITURE, List.of(), ContentLayer.FURNITURE);
  }

  public static GroupItem list(Ref self, Ref parent, List<Ref> items) {
    return new GroupItem(
        self.pointer(), Optional.of(parent), items, ContentLayer.BODY, "list", Label.LIST);
  }

  private static GroupItem root(Ref self, List<Ref> children, ContentLayer layer) {
    return new GroupItem(
        self.pointer(), Optional.empty(), children, layer, "_root_", Label.UNSPECIFIED);
  }
}
