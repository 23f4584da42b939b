package dev.pagestream.vlm.task;

import dev.pagestream.document.pictureanswer.PictureClass;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which classes of pictures a question is asked about. As docling decides it, but for the best
/// class only: over all classes a deny list would deny everything at confidence 0. Immutable.
///
/// @param allow when not empty, only these
/// @param deny not these; stronger than `allow`
/// @param minConfidence 0 to 1; a class that is less certain counts as none
public record ClassRule(List<String> allow, List<String> deny, double minConfidence) {
  public static final ClassRule ANY = new ClassRule(List.of(), List.of(), 0);

  public ClassRule {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
  }

  /// Why the question is not asked, with the numbers; empty when it is.
  public Optional<String> refusal(Optional<PictureClass> known) {
    if (allow.isEmpty() && deny.isEmpty()) {
      return Optional.empty();
    }
    Optional<PictureClass> certain = known.filter(found -> found.confidence() >= minConfidence);
    if (certain.isEmpty()) {
      return allow.isEmpty() ? Optional.empty() : Optional.of("its class is not known");
    }
    String name = certain.get().name();
    boolean refused = deny.contains(name) || (!allow.isEmpty() && !allow.contains(name));
    return refused
        ? Optional.of(
            String.format(Locale.ROOT, "class %s (%.2f)", name, certain.get().confidence()))
        : Optional.empty();
  }
}
