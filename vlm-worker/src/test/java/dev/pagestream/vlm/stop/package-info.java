@NullMarked
package dev.pagestream.vlm.stop;

import org.jspecify.annotations.NullMarked;
