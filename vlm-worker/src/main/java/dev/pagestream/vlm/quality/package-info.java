/// Whether what a model wrote is an answer, and how to ask once more when it is not.
@NullMarked
package dev.pagestream.vlm.quality;

import org.jspecify.annotations.NullMarked;
