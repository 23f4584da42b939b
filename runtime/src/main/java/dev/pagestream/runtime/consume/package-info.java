/// The windowed transactional consumer: slow work on records, finished in any order, results
/// exactly once. And the follower, which reads topics without a group, in order, as they grow.
@NullMarked
package dev.pagestream.runtime.consume;

import org.jspecify.annotations.NullMarked;
