/// The rules that hold between all modules.
@NullMarked
package dev.pagestream.cli.architecture;

import org.jspecify.annotations.NullMarked;
