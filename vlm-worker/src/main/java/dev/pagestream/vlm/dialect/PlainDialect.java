package dev.pagestream.vlm.dialect;

import java.util.Set;

/// A server that takes chat completions as they are.
///
/// @param name of the dialect
/// @param mediaTypes pictures the server takes
record PlainDialect(String name, Set<String> mediaTypes) implements Dialect {}
