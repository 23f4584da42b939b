@NullMarked
package dev.pagestream.vlm.dialect;

import org.jspecify.annotations.NullMarked;
