/// The guarantees, end to end.
@NullMarked
package dev.pagestream.standalone;

import org.jspecify.annotations.NullMarked;
