package dev.pagestream.vlm.dialect;

/// How one kind of model server is spoken to. Stateless, thread-safe.
public interface Dialect {
  /// As in configuration, for example `vllm`.
  String name();
}
