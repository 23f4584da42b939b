/// docling-serve's v1 contract over HTTP.
@NullMarked
package dev.pagestream.ingest.api;

import org.jspecify.annotations.NullMarked;
