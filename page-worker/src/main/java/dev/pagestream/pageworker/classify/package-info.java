/// What a picture is: one of the labels of docling's figure classifier, told by rules, by codes
/// that can be read, or by a model file.
@NullMarked
package dev.pagestream.pageworker.classify;

import org.jspecify.annotations.NullMarked;
