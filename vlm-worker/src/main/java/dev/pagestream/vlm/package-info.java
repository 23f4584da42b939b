/// The vlm-worker: has every picture described by a remote model, pays for each once, floods no
/// server.
@NullMarked
package dev.pagestream.vlm;

import org.jspecify.annotations.NullMarked;
