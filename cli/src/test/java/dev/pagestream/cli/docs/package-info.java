/// The pages under `docs` that are made from the code, and the files under `deploy` that must fit
/// it.
@NullMarked
package dev.pagestream.cli.docs;

import org.jspecify.annotations.NullMarked;
