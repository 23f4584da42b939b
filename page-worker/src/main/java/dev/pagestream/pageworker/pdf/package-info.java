/// Reads PDF pages: one pass of a graphics engine, and crops rendered from the page.
@NullMarked
package dev.pagestream.pageworker.pdf;

import org.jspecify.annotations.NullMarked;
