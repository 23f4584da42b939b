/// Reads what models write around and inside their answers: code fences, tags, tables. Pure and
/// total: any text gives something, none throws.
@NullMarked
package dev.pagestream.document.markup;

import org.jspecify.annotations.NullMarked;
