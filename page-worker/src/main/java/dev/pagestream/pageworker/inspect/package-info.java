/// Shows people what analysis makes of a page.
@NullMarked
package dev.pagestream.pageworker.inspect;

import org.jspecify.annotations.NullMarked;
