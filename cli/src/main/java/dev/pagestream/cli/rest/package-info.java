/// A client of the conversion API.
@NullMarked
package dev.pagestream.cli.rest;

import org.jspecify.annotations.NullMarked;
