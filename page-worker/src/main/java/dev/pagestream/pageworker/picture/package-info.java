/// Which pictures are described, how they are cropped and encoded, what the model is told about
/// them.
@NullMarked
package dev.pagestream.pageworker.picture;

import org.jspecify.annotations.NullMarked;
