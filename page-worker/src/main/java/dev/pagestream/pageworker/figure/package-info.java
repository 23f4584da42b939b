/// Finds the pictures of a page, bitmaps and vector drawings alike, and their captions.
@NullMarked
package dev.pagestream.pageworker.figure;

import org.jspecify.annotations.NullMarked;
