package dev.pagestream.assembler.finish;

import dev.pagestream.document.chunk.Chunk;
import dev.pagestream.document.docling.DoclingDocument;
import dev.pagestream.document.docling.PictureItem;
import dev.pagestream.document.docling.PictureMeta;
import dev.pagestream.document.docling.Ref;
import dev.pagestream.schema.ChunkPicture;
import dev.pagestream.schema.DocumentChunk;
import dev.pagestream.schema.DocumentReady;
import java.util.List;
import java.util.Optional;

/// Makes events of one revision's chunks, each small enough for a record: an ordinary chunk has a
/// few kilobytes, but a table or a list that nothing splits may have any size. Immutable.
final class ChunkEvents {
  /// Of a text in UTF-8; an event has two.
  private static final int MAX_TEXT_BYTES = 256 << 10;

  /// Of all texts of a list in UTF-8; an event has three.
  private static final int MAX_LIST_BYTES = 64 << 10;

  private static final int MAX_PAGE_NUMBERS = 10_000;

  /// What is known of a picture is short.
  private static final int MAX_PICTURES = 500;

  private static final int MAX_MODEL_BYTES = 256;

  private final DocumentReady ready;
  private final DoclingDocument document;
  private final boolean rawText;

  ChunkEvents(DocumentReady ready, DoclingDocument document, boolean rawText) {
    this.ready = ready;
    this.document = document;
    this.rawText = rawText;
  }

  /// @param chunks how many the revision has
  DocumentChunk event(Chunk chunk, int chunks) {
    SizeLimit limit = new SizeLimit();
    return DocumentChunk.newBuilder()
        .setOrigin(ready.getOrigin())
        .setRevision(ready.getRevision())
        .setIndex(chunk.index())
        .setChunks(chunks)
        .setText(limit.text(chunk.contextualized(), MAX_TEXT_BYTES))
        .setRawText(rawText ? limit.text(chunk.text(), MAX_TEXT_BYTES) : null)
        .setHeadings(limit.texts(chunk.headings(), MAX_LIST_BYTES))
        .setCaptions(limit.texts(chunk.captions(), MAX_LIST_BYTES))
        .setTokens(chunk.numTokens().map(Chunk.NumTokens::count).orElse(null))
        .setTokensBy(chunk.numTokens().map(Chunk.NumTokens::countedBy).orElse(null))
        .setPageNumbers(limit.first(chunk.pageNumbers(), MAX_PAGE_NUMBERS))
        .setDocItems(limit.texts(chunk.items().stream().map(Ref::pointer).toList(), MAX_LIST_BYTES))
        .setPictures(limit.first(pictures(chunk, limit), MAX_PICTURES))
        .setTruncated(limit.exceeded())
        .build();
  }

  private List<ChunkPicture> pictures(Chunk chunk, SizeLimit limit) {
    return chunk.items().stream()
        .map(document::resolve)
        .filter(PictureItem.class::isInstance)
        .map(PictureItem.class::cast)
        .limit(MAX_PICTURES + 1L)
        .map(picture -> picture(picture, limit))
        .toList();
  }

  private static ChunkPicture picture(PictureItem item, SizeLimit limit) {
    Optional<PictureMeta> meta = item.meta();
    return ChunkPicture.newBuilder()
        .setRef(item.selfRef())
        .setPage(item.prov().isEmpty() ? null : item.prov().getFirst().pageNo())
        .setPictureClass(
            meta.flatMap(PictureMeta::classification)
                .map(classes -> classes.main().className())
                .orElse(""))
        .setDescribedBy(
            meta.flatMap(PictureMeta::description)
                .map(described -> limit.text(described.createdBy(), MAX_MODEL_BYTES))
                .orElse(""))
        .build();
  }
}
