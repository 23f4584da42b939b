/// From the lines and images of a page to blocks in reading order. Pure.
@NullMarked
package dev.pagestream.pageworker.layout;

import org.jspecify.annotations.NullMarked;
