/// Image files as documents: one page, one picture.
@NullMarked
package dev.pagestream.pageworker.image;

import org.jspecify.annotations.NullMarked;
