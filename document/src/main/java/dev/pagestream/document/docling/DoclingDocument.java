package dev.pagestream.document.docling;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A document in docling's exchange format, as far as Pagestream fills it. Immutable.
///
/// Components are in docling-core's order, which is the order of its JSON. Nodes carry no keys
/// docling-core does not know (it refuses them); at the top level it ignores them, which is where
/// [PagestreamNotes] stand.
///
/// @param version lowest that has what is in it
/// @param name of the source without its extension
/// @param origin empty when the source was never opened
/// @param furniture deprecated upstream but required by older readers; always empty
/// @param body root of the reading order
/// @param pages by number, from 1; only pages that were analysed
/// @param pagestream what docling has no place for; empty when there is nothing to say
@JsonPropertyOrder({
  "schema_name",
  "version",
  "name",
  "origin",
  "furniture",
  "body",
  "groups",
  "texts",
  "pictures",
  "tables",
  "key_value_items",
  "form_items",
  "pages",
  "pagestream"
})
public record DoclingDocument(
    DoclingVersion version,
    String name,
    Optional<Origin> origin,
    GroupItem furniture,
    GroupItem body,
    List<GroupItem> groups,
    List<TextItem> texts,
    List<PictureItem> pictures,
    List<TableItem> tables,
    SortedMap<Integer, PageItem> pages,
    Optional<PagestreamNotes> pagestream) {
  public DoclingDocument {
    groups = List.copyOf(groups);
    texts = List.copyOf(texts);
    pictures = List.copyOf(pictures);
    tables = List.copyOf(tables);
    pages = Collections.unmodifiableSortedMap(new TreeMap<>(pages));
  }

  @JsonProperty("schema_name")
  String schemaName() {
    return "DoclingDocument";
  }

  /// The document for readers of at most a version, without what they would refuse: the code of
  /// charts, and before there was `meta` everything in it; descriptions, classes and data of charts
  /// then stand in `annotations` only.
  public DoclingDocument readableBy(DoclingVersion newest) {
    if (version.compareTo(newest) <= 0) {
      return this;
    }
    boolean withMeta = newest.compareTo(DoclingVersion.WITH_META) >= 0;
    return new DoclingDocument(
        withMeta ? DoclingVersion.WITH_META : newest,
        name,
        origin,
        furniture,
        body,
        groups,
        texts,
        pictures.stream()
            .map(picture ->
                picture.withMeta(
                    withMeta
                        ? picture.meta().flatMap(meta -> meta.withoutCode().unlessEmpty())
                        : Optional.empty()))
            .toList(),
        tables,
        pages,
        pagestream);
  }

  @JsonProperty("key_value_items")
  List<Object> keyValueItems() {
    return List.of();
  }

  @JsonProperty("form_items")
  List<Object> formItems() {
    return List.of();
  }

  /// @throws IllegalArgumentException when nothing stands there
  public NodeItem resolve(Ref ref) {
    return switch (ref.collection()) {
      case "body" -> body;
      case "furniture" -> furniture;
      case "groups" -> groups.get(ref.index());
      case "texts" -> texts.get(ref.index());
      case "pictures" -> pictures.get(ref.index());
      case "tables" -> tables.get(ref.index());
      case String other -> throw new IllegalArgumentException("no such collection: " + other);
    };
  }
}
