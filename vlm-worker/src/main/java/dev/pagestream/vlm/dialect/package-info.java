/// How the kinds of model servers differ: names of parameters, credentials, addresses, formats.
@NullMarked
package dev.pagestream.vlm.dialect;

import org.jspecify.annotations.NullMarked;
