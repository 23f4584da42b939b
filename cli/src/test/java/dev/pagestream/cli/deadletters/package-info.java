/// Tests of listing and replaying.
@NullMarked
package dev.pagestream.cli.deadletters;

import org.jspecify.annotations.NullMarked;
