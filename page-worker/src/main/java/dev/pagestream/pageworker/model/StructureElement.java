package dev.pagestream.pageworker.model;

import java.util.Optional;

/// An element of a tagged document's structure tree that has content on the page. Immutable.
///
/// @param type standard structure type (`P`, `H1`, `Figure`), roles mapped
/// @param alternate text that stands for it (`/Alt`); empty when there is none
/// @param parent index in [PageModel#structure()] of the element around it, or [Origin#NO_ELEMENT]
public record StructureElement(String type, Optional<String> alternate, int parent) {}
