/// PDFs that are damaged, wrong or meant to harm, made of good ones or from nothing.
@NullMarked
package dev.pagestream.pageworker.mutant;

import org.jspecify.annotations.NullMarked;
