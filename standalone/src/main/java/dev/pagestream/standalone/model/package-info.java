/// A stand-in for a model, served over HTTP, so that a demonstration takes the production path
/// without one.
@NullMarked
package dev.pagestream.standalone.model;

import org.jspecify.annotations.NullMarked;
