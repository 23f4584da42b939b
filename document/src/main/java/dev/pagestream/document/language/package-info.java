/// Tells the languages of texts, by their scripts and their commonest words.
@NullMarked
package dev.pagestream.document.language;

import org.jspecify.annotations.NullMarked;
