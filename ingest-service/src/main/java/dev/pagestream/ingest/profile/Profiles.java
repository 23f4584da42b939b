package dev.pagestream.ingest.profile;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The profiles of a server, each kind by name. Immutable.
public final class Profiles {
  private final Map<String, Profile> pictures;
  private final Map<String, Profile> charts;
  private final Map<String, Profile> pages;

  public Profiles(
      Map<String, Profile> pictures, Map<String, Profile> charts, Map<String, Profile> pages) {
    this.pictures = new TreeMap<>(pictures);
    this.charts = new TreeMap<>(charts);
    this.pages = new TreeMap<>(pages);
  }

  public Optional<Profile> picture(String name) {
    return Optional.ofNullable(pictures.get(name));
  }

  public Optional<Profile> chart(String name) {
    return Optional.ofNullable(charts.get(name));
  }

  public Optional<Profile> page(String name) {
    return Optional.ofNullable(pages.get(name));
  }

  /// Sorted.
  public Set<String> pictureNames() {
    return new TreeSet<>(pictures.keySet());
  }

  /// Sorted.
  public Set<String> pageNames() {
    return new TreeSet<>(pages.keySet());
  }
}
