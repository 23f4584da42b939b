package dev.pagestream.ingest.api;

import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.ingest.submit.SpoolWriter;
import dev.pagestream.ingest.submit.SpooledFile;
import dev.pagestream.ingest.submit.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a JSON body into a small tree. The one large thing in it, `sources[n].base64_string`, is
/// decoded into the spool as it arrives and stands in the tree as the [SpooledFile]. Bounded in
/// files, in bytes of each, and in bytes of all. Thread-safe.
final class JsonBody {
  private static final int MAX_TREE_BYTES = 1 << 20;
  private static final int MAX_TOKENS = 100_000;
  private static final int MAX_DEPTH = 100;
  private static final Base64Variant BASE64 =
      Base64Variants.MIME_NO_LINEFEEDS.withReadPadding(
          Base64Variant.PaddingReadBehaviour.PADDING_ALLOWED);

  private final JsonMapper json =
      JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints()).build())
          .build();
  private final Spool spool;
  private final ApiSettings limits;

  JsonBody(Spool spool, ApiSettings limits) {
    this.spool = spool;
    this.limits = limits;
  }

  /// A tree and the files in it.
  record Parsed(JsonNode tree, List<SpooledFile> files) {}

  /// @return the tree; the caller closes the files
  /// @throws RefusedException when it is not JSON, too large, or has too many sources
  Parsed read(InputStream body) throws IOException {
    List<SpooledFile> files = new ArrayList<>();
    boolean done = false;
    BudgetedInput input = new BudgetedInput(body, MAX_TREE_BYTES);
    try (JsonParser parser = json.createParser(input)) {
      Parsed parsed = new Parsed(root(parser, input, files), files);
      done = true;
      return parsed;
    } catch (JacksonException e) {
      long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
      throw RefusedException.schema("json_invalid", List.of("body", offset), "JSON decode error");
    } catch (TooLargeException _) {
      throw RefusedException.policy(
          "The request has more than "
              + MAX_TREE_BYTES
              + " bytes beside its files, a file of more than "
              + limits.maxFileBytes()
              + " bytes, or files of more than "
              + limits.maxRequestBytes()
              + " bytes together.");
    } finally {
      if (!done) {
        files.forEach(SpooledFile::close);
      }
    }
  }

  private JsonNode root(JsonParser parser, BudgetedInput input, List<SpooledFile> files)
      throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw RefusedException.schema("missing", List.of("body"), "Field required");
    }
    if (first != JsonToken.START_OBJECT) {
      return parser.readValueAsTree();
    }
    ObjectNode root = json.createObjectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      root.set(
          name,
          name.equals("sources") && value == JsonToken.START_ARRAY
              ? sources(parser, input, files)
              : parser.readValueAsTree());
    }
    return root;
  }

  private ArrayNode sources(JsonParser parser, BudgetedInput input, List<SpooledFile> files)
      throws IOException {
    ArrayNode sources = json.createArrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (sources.size() == limits.maxSources()) {
        throw RequestPolicy.tooMany(
            "sources", sources.size() + rest(parser, input, files), limits.maxSources());
      }
      if (token != JsonToken.START_OBJECT) {
        sources.add(parser.<JsonNode>readValueAsTree());
        continue;
      }
      ObjectNode source = sources.addObject();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("base64_string")) {
          SpooledFile file = decoded(parser, input, files, sources.size() - 1);
          files.add(file);
          source.putPOJO(name, file);
        } else {
          source.set(name, parser.readValueAsTree());
        }
      }
    }
    return sources;
  }

  /// Counts the sources of the array from this one on, without keeping any.
  private int rest(JsonParser parser, BudgetedInput input, List<SpooledFile> files) {
    input.replaceBudget(encoded(left(files)));
    int count = 0;
    for (JsonToken token = parser.currentToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      parser.skipChildren();
      count++;
    }
    return count;
  }

  /// Bytes the request may still have in files.
  private long left(List<SpooledFile> files) {
    return limits.maxRequestBytes() - files.stream().mapToLong(SpooledFile::bytes).sum();
  }

  /// Bytes on the wire of so many bytes in Base64, and of what may stand beside them.
  private static long encoded(long bytes) {
    return bytes / 3 * 4 + MAX_TREE_BYTES;
  }

  private SpooledFile decoded(
      JsonParser parser, BudgetedInput input, List<SpooledFile> files, int index)
      throws IOException {
    long limitBytes = Math.min(limits.maxFileBytes(), left(files));
    long left = input.replaceBudget(encoded(limitBytes));
    try (SpoolWriter writer = spool.writer(limitBytes)) {
      parser.readBinaryValue(BASE64, writer);
      return writer.finish();
    } catch (JacksonException _) {
      throw RefusedException.schema(
          "value_error",
          List.of("body", "sources", index, "file", "base64_string"),
          "Value error, Invalid base64-encoded string");
    } finally {
      input.replaceBudget(left);
    }
  }

  private static StreamReadConstraints constraints() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(MAX_DEPTH)
        .maxTokenCount(MAX_TOKENS)
        .maxStringLength(MAX_TREE_BYTES)
        .build();
  }
}
