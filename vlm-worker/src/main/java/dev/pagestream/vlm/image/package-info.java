/// How pictures are made fit for a model: size, encoding, and what they cost in tokens.
@NullMarked
package dev.pagestream.vlm.image;

import org.jspecify.annotations.NullMarked;
