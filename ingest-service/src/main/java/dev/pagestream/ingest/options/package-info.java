/// Options of a conversion request: checked as docling-serve checks them, admitted by the server's
/// policy. Pure.
@NullMarked
package dev.pagestream.ingest.options;

import org.jspecify.annotations.NullMarked;
