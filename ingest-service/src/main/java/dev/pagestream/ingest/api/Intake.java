package dev.pagestream.ingest.api;

import dev.pagestream.ingest.options.ConvertOptions;
import dev.pagestream.ingest.submit.NewSource;
import java.util.List;

/// A convert request that is well formed, not yet admitted. Immutable; does not own the uploaded
/// files.
///
/// @param target docling's target kind
/// @param callbacks how many were given
record Intake(ConvertOptions options, List<NewSource> sources, String target, int callbacks) {
  /// The kind of target that is a zip, of one document too.
  static final String ZIP = "zip";

  Intake {
    sources = List.copyOf(sources);
  }
}
