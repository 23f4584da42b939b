/// Profiles: what models are asked, and how. Those that are built in, and what the operator makes
/// of them.
@NullMarked
package dev.pagestream.ingest.profile;

import org.jspecify.annotations.NullMarked;
