/// Follows documents through the topics and shows them line by line.
@NullMarked
package dev.pagestream.cli.progress;

import org.jspecify.annotations.NullMarked;
