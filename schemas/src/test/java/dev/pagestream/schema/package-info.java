/// Tests of the schemas.
@NullMarked
package dev.pagestream.schema;

import org.jspecify.annotations.NullMarked;
