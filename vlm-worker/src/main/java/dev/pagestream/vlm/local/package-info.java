/// Descriptions made from what is known of a picture, without any model.
@NullMarked
package dev.pagestream.vlm.local;

import org.jspecify.annotations.NullMarked;
