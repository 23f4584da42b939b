package dev.pagestream.document.docling;

import java.util.List;

/// A node of the document's tree.
public sealed interface NodeItem permits GroupItem, TextItem, PictureItem, TableItem {
  /// Its own [Ref#pointer()].
  String selfRef();

  /// In reading order.
  List<Ref> children();

  ContentLayer contentLayer();
}
