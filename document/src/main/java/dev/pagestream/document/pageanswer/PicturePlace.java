package dev.pagestream.document.pageanswer;

import dev.pagestream.document.page.Box;
import java.util.Optional;

/// Where an answer says that a picture stands. Immutable.
///
/// @param at how many blocks stand before it
/// @param box of the whole page when the answer does not say
/// @param caption index of the block that is its caption
record PicturePlace(int at, Box box, Optional<Integer> caption) {}
