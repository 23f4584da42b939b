/// Finds tables and reads their cells, from rules where there are some and from how words stand
/// below one another where there are none. Pure.
@NullMarked
package dev.pagestream.pageworker.table;

import org.jspecify.annotations.NullMarked;
