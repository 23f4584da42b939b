/// What a page is made of before anything is made of it: lines of glyphs, bitmaps, paths, all in
/// one space. Points (1/72 inch), origin at the top left of the displayed page (crop box and
/// rotation applied), y downwards.
@NullMarked
package dev.pagestream.pageworker.model;

import org.jspecify.annotations.NullMarked;
