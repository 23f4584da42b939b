/// What a source is: fetched from where it may be, its format told from bytes, its pages counted.
@NullMarked
package dev.pagestream.ingest.source;

import org.jspecify.annotations.NullMarked;
