/// Lanes: where questions go, how each server is spoken to, and on what terms.
@NullMarked
package dev.pagestream.vlm.lane;

import org.jspecify.annotations.NullMarked;
