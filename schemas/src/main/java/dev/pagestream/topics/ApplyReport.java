package dev.pagestream.topics;

import java.util.List;

/// What applying the catalogue did and what it left.
///
/// @param created names of the topics that were missing
/// @param altered names of the topics whose configuration was set to the catalogue's
/// @param differences what a cluster's topic still has otherwise than the catalogue, a sentence
///   each
public record ApplyReport(List<String> created, List<String> altered, List<String> differences) {
  public ApplyReport {
    created = List.copyOf(created);
    altered = List.copyOf(altered);
    differences = List.copyOf(differences);
  }
}
