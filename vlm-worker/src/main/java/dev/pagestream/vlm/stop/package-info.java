/// When a streamed answer is cut short.
@NullMarked
package dev.pagestream.vlm.stop;

import org.jspecify.annotations.NullMarked;
