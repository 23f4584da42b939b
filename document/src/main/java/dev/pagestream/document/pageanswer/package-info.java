/// Reads what models answered when they were shown a whole page: Markdown, DocTags or HTML becomes
/// blocks. Pure and total: any text gives a page.
@NullMarked
package dev.pagestream.document.pageanswer;

import org.jspecify.annotations.NullMarked;
