/// Words of the domain shared by all stages: failure codes, skip reasons, fingerprints, blob names.
/// Pure.
@NullMarked
package dev.pagestream.document;

import org.jspecify.annotations.NullMarked;
