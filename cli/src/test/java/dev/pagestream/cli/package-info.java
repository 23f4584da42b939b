@NullMarked
package dev.pagestream.cli;

import org.jspecify.annotations.NullMarked;
