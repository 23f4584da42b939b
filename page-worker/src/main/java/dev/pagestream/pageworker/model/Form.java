package dev.pagestream.pageworker.model;

import dev.pagestream.document.page.Box;

/// A form XObject as placed: what programs make of a drawing that is put on a page as a whole.
/// Immutable.
///
/// @param box what it may paint on, clipped
/// @param parent index in [PageModel#forms()] of the form it stands in, or [Origin#NO_FORM]
public record Form(Box box, int parent) {}
