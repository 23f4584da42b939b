/// Converts files and URLs: submit, follow, write the results.
@NullMarked
package dev.pagestream.cli.convert;

import org.jspecify.annotations.NullMarked;
