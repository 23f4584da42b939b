/// Tests of the conversion client.
@NullMarked
package dev.pagestream.cli.convert;

import org.jspecify.annotations.NullMarked;
