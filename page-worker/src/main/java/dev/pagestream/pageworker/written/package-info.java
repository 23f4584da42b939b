/// Documents whose sources name their blocks themselves: what their readers have in common.
@NullMarked
package dev.pagestream.pageworker.written;

import org.jspecify.annotations.NullMarked;
