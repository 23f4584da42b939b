/// Reads what models answered about pictures: alternative text, classes, tables of charts. Lenient,
/// because models are asked for a form and add to it; pure and total.
@NullMarked
package dev.pagestream.document.pictureanswer;

import org.jspecify.annotations.NullMarked;
