/// The windowed transactional consumer: slow work on records, finished in any order, results
/// exactly once.
@NullMarked
package dev.pagestream.runtime.consume;

import org.jspecify.annotations.NullMarked;
