/// Tests.
@NullMarked
package dev.pagestream.runtime.secret;

import org.jspecify.annotations.NullMarked;
