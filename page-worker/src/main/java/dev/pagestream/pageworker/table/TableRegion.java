package dev.pagestream.pageworker.table;

import dev.pagestream.document.page.Box;

/// Where a table may be. Immutable.
///
/// @param drawn whether its marks alone say that it is one: boxes, shaded rows, crossing rules
/// @param captioned whether a caption of a table stands at it
record TableRegion(Box box, Rulings rulings, boolean drawn, boolean captioned) {}
