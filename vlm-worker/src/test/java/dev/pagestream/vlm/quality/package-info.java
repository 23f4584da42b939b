/// Tests of quality gates and of asking once more.
@NullMarked
package dev.pagestream.vlm.quality;

import org.jspecify.annotations.NullMarked;
