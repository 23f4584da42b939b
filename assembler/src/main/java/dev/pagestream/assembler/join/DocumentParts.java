package dev.pagestream.assembler.join;

import dev.pagestream.assembler.streams.StateEvents;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.DocumentOrigin;
import dev.pagestream.schema.PartFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecordBase;

/// All that is kept about one document beside its header: its parts while it is open, early
/// findings of replays, and the accepted event for as long as the header. Confined to the
/// processing of one record.
final class DocumentParts {
  private final ByteTable table;
  private final PartKeys keys;

  DocumentParts(String documentId, ByteTable table) {
    this.table = table;
    this.keys = new PartKeys(documentId);
  }

  Optional<Part> find(PartId id) {
    return Optional.ofNullable(table.get(keys.of(id))).map(PartFormat::part);
  }

  void put(PartId id, Part part) {
    table.put(keys.of(id), PartFormat.part(part));
  }

  void remove(PartId id) {
    table.delete(keys.of(id));
  }

  /// In page order.
  void forEachPage(BiConsumer<PartId.Page, Part> visitor) {
    forEach(PartKeys.PAGE, PartId.Page.class, visitor);
  }

  /// In the order of the fingerprints.
  void forEachPicture(BiConsumer<PartId.Picture, Part> visitor) {
    forEach(PartKeys.PICTURE, PartId.Picture.class, visitor);
  }

  private <I extends PartId> void forEach(char tag, Class<I> type, BiConsumer<I, Part> visitor) {
    table.scan(
        keys.tag(tag),
        (key, value) ->
            visitor.accept(type.cast(PartKeys.partId(key, keys.all())), PartFormat.part(value)));
  }

  Optional<DocumentAccepted> accepted() {
    return event(PartKeys.ACCEPTED, StateEvents.ACCEPTED);
  }

  void putAccepted(DocumentAccepted accepted) {
    putEvent(PartKeys.ACCEPTED, StateEvents.ACCEPTED, accepted);
  }

  Optional<DocumentOrigin> origin() {
    return event(PartKeys.ORIGIN, StateEvents.ORIGIN);
  }

  void putOrigin(DocumentOrigin origin) {
    putEvent(PartKeys.ORIGIN, StateEvents.ORIGIN, origin);
  }

  Optional<PartFailure> refusal() {
    return event(PartKeys.REFUSAL, StateEvents.FAILURE);
  }

  void putRefusal(PartFailure failure) {
    putEvent(PartKeys.REFUSAL, StateEvents.FAILURE, failure);
  }

  /// Forgets how the splitter judged; the origin stays.
  void forgetAcceptance() {
    table.delete(keys.tag(PartKeys.ACCEPTED));
    table.delete(keys.tag(PartKeys.REFUSAL));
  }

  /// Keeps a finding; a success stays, whatever comes after it.
  void putEarly(String replay, Fact.Finding finding) {
    boolean succeeded =
        early(replay, finding.part())
            .filter(kept -> kept instanceof Fact.Settled settled && settled.state().succeeded())
            .isPresent();
    if (!succeeded) {
      table.put(keys.early(replay, finding.part()), PartFormat.finding(finding));
    }
  }

  Optional<Fact.Finding> early(String replay, PartId id) {
    return Optional.ofNullable(table.get(keys.early(replay, id)))
        .map(bytes -> PartFormat.finding(id, bytes));
  }

  List<PartId> earlyParts(String replay) {
    List<PartId> ids = new ArrayList<>();
    byte[] prefix = keys.early(replay);
    table.scan(prefix, (key, _) -> ids.add(PartKeys.partId(key, prefix)));
    return ids;
  }

  /// When a revision ends: its parts go, what replays found early stays.
  void removeParts() {
    removeUnder(keys.tag(PartKeys.PAGE));
    removeUnder(keys.tag(PartKeys.PICTURE));
    removeUnder(keys.early(""));
  }

  void removeEarly() {
    removeUnder(keys.tag(PartKeys.EARLY));
  }

  void removeAll() {
    removeUnder(keys.all());
  }

  private void removeUnder(byte[] prefix) {
    table.scan(prefix, (key, _) -> table.delete(key));
  }

  private <T extends SpecificRecordBase> Optional<T> event(char tag, StateEvents<T> events) {
    return Optional.ofNullable(table.get(keys.tag(tag))).map(events::fromBytes);
  }

  private <T extends SpecificRecordBase> void putEvent(char tag, StateEvents<T> events, T event) {
    table.put(keys.tag(tag), events.toBytes(event));
  }
}
