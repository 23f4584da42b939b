/// Liveness, readiness and metrics over HTTP.
@NullMarked
package dev.pagestream.runtime.admin;

import org.jspecify.annotations.NullMarked;
