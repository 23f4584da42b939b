/// Measures analysis against documents whose truth is known.
@NullMarked
package dev.pagestream.pageworker.evaluation;

import org.jspecify.annotations.NullMarked;
