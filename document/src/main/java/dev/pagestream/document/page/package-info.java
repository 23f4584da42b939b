/// What analysis finds on one page, and the page object that carries it with the crops.
@NullMarked
package dev.pagestream.document.page;

import org.jspecify.annotations.NullMarked;
