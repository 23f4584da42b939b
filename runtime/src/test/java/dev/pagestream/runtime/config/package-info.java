/// Tests.
@NullMarked
package dev.pagestream.runtime.config;

import org.jspecify.annotations.NullMarked;
