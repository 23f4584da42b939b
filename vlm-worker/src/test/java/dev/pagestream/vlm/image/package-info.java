/// Tests of picture sizes and encodings.
@NullMarked
package dev.pagestream.vlm.image;

import org.jspecify.annotations.NullMarked;
