/// Tests.
@NullMarked
package dev.pagestream.runtime.admin;

import org.jspecify.annotations.NullMarked;
