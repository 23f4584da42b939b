package dev.pagestream.document.docling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.RandomDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rules docling-core (Python) checks when it loads a document: which keys a node may and must
/// have, and that the tree is one. Held by every document we can think of.
class DoclingCoreRulesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> NODE =
      Set.of("self_ref", "parent", "children", "content_layer", "meta");
  private static final Set<String> TEXT = Set.of("label", "prov", "orig", "text");
  private static final Set<String> PICTURE =
      Set.of("label", "prov", "captions", "references", "footnotes", "image", "annotations");

  private static final Set<String> META =
      Set.of("summary", "description", "classification", "tabular_chart", "code");

  private static final Map<String, Set<String>> META_FIELDS =
      Map.of(
          "summary", Set.of("text", "created_by"),
          "description", Set.of("text", "created_by"),
          "classification", Set.of("predictions"),
          "tabular_chart", Set.of("created_by", "title", "chart_data"),
          "code", Set.of("text", "created_by", "language"));

  private static final Map<String, Set<String>> EXTRA_BY_LABEL =
      Map.of(
          "section_header", Set.of("level"),
          "list_item", Set.of("enumerated", "marker"),
          "code", Set.of("code_language"));

  private static final Set<String> TABLE =
      Set.of("label", "prov", "captions", "references", "footnotes", "data", "annotations");

  private static final Set<String> CELL =
      Set.of(
          "bbox",
          "row_span",
          "col_span",
          "start_row_offset_idx",
          "end_row_offset_idx",
          "start_col_offset_idx",
          "end_col_offset_idx",
          "text",
          "column_header",
          "row_header",
          "row_section");

  @Test
  void everyDocumentKeepsThem() {
    RandomDocuments random = new RandomDocuments(7);
    for (int round = 0; round < 300; round++) {
      JsonNode root = JSON.readTree(DoclingJson.write(random.next().document()));

      checkKeys(root);
      checkTree(root);
    }
  }

  private static void checkKeys(JsonNode root) {
    boolean code = root.get("pictures").valueStream().anyMatch(p -> p.at("/meta").has("code"));
    assertThat(root.get("version").stringValue()).isEqualTo(code ? "1.10.0" : "1.8.0");
    root.get("groups")
        .forEach(group -> assertThat(keys(group)).isSubsetOf(union(NODE, Set.of("name", "label"))));
    for (JsonNode text : root.get("texts")) {
      Set<String> extra = EXTRA_BY_LABEL.getOrDefault(text.get("label").stringValue(), Set.of());
      assertThat(keys(text))
          .isSubsetOf(union(NODE, TEXT, extra))
          .containsAll(union(TEXT, extra, Set.of("self_ref")));
      if (text.get("label").stringValue().equals("list_item")) {
        String parent = text.get("parent").get("$ref").stringValue();
        assertThat(at(root, parent).get("label").stringValue()).isEqualTo("list");
      }
    }
    for (JsonNode table : root.get("tables")) {
      assertThat(keys(table)).isSubsetOf(union(NODE, TABLE)).containsAll(TABLE);
      checkTable(table.get("data"));
    }
    for (JsonNode picture : root.get("pictures")) {
      assertThat(keys(picture)).isSubsetOf(union(NODE, PICTURE));
      if (picture.has("meta")) {
        assertThat(keys(picture.get("meta"))).isSubsetOf(META).isNotEmpty();
        checkExtras(picture.get("meta"));
      }
    }
  }

  /// Own keys only with a namespace, and nothing empty.
  private static void checkExtras(JsonNode meta) {
    meta.propertyStream()
        .forEach(field ->
            assertThat(keys(field.getValue()))
                .allMatch(key ->
                    META_FIELDS.getOrDefault(field.getKey(), Set.of()).contains(key)
                        || key.startsWith("pagestream__")));
    if (meta.has("tabular_chart")) {
      JsonNode table = meta.at("/tabular_chart/chart_data");
      int cells = table.get("num_rows").asInt() * table.get("num_cols").asInt();
      assertThat(table.get("table_cells").size()).isEqualTo(cells);
      assertThat(table.get("grid").size()).isEqualTo(table.get("num_rows").asInt());
    }
  }

  /// Each place of the grid holds the cell that covers it.
  private static void checkTable(JsonNode data) {
    assertThat(data.get("grid").size()).isEqualTo(data.get("num_rows").asInt());
    for (JsonNode row : data.get("grid")) {
      assertThat(row.size()).isEqualTo(data.get("num_cols").asInt());
    }
    for (JsonNode cell : data.get("table_cells")) {
      assertThat(keys(cell)).isSubsetOf(CELL);
      assertThat(cell.get("end_col_offset_idx").asInt() - cell.get("start_col_offset_idx").asInt())
          .isEqualTo(cell.get("col_span").asInt());
      for (int column = cell.get("start_col_offset_idx").asInt();
          column < cell.get("end_col_offset_idx").asInt();
          column++) {
        assertThat(data.get("grid").get(cell.get("start_row_offset_idx").asInt()).get(column))
            .isEqualTo(cell);
      }
    }
  }

  private static void checkTree(JsonNode root) {
    Map<String, String> parentByRef = new HashMap<>();
    walk(root, "#/body", parentByRef);
    List<String> all = new ArrayList<>();
    for (String collection : List.of("groups", "texts", "pictures", "tables")) {
      for (int index = 0; index < root.get(collection).size(); index++) {
        JsonNode node = root.get(collection).get(index);
        String self = "#/" + collection + "/" + index;
        assertThat(node.get("self_ref").stringValue()).isEqualTo(self);
        assertThat(node.get("parent").get("$ref").stringValue()).isEqualTo(parentByRef.get(self));
        all.add(self);
      }
    }
    assertThat(parentByRef.keySet()).containsExactlyInAnyOrderElementsOf(all);
  }

  private static void walk(JsonNode root, String ref, Map<String, String> parentByRef) {
    for (JsonNode child : at(root, ref).get("children")) {
      String childRef = child.get("$ref").stringValue();
      assertThat(parentByRef.put(childRef, ref)).as("second parent of " + childRef).isNull();
      walk(root, childRef, parentByRef);
    }
  }

  private static JsonNode at(JsonNode root, String ref) {
    return root.at(ref.substring(1));
  }

  private static Collection<String> keys(JsonNode node) {
    return node.propertyNames();
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    Set<String> all = new HashSet<>();
    for (Set<String> set : sets) {
      all.addAll(set);
    }
    return all;
  }
}
