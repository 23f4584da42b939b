/// Renders a DoclingDocument.
@NullMarked
package dev.pagestream.document.export;

import org.jspecify.annotations.NullMarked;
