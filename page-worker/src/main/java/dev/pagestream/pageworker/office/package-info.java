/// Office documents: DOCX and PPTX.
@NullMarked
package dev.pagestream.pageworker.office;

import org.jspecify.annotations.NullMarked;
