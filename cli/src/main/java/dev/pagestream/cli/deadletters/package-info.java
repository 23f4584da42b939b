/// Lists and replays dead letters.
@NullMarked
package dev.pagestream.cli.deadletters;

import org.jspecify.annotations.NullMarked;
