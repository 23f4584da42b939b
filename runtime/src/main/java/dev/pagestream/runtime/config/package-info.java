/// Strict typed configuration: records, defaults and documentation in one place, all problems
/// reported together.
@NullMarked
package dev.pagestream.runtime.config;

import org.jspecify.annotations.NullMarked;
