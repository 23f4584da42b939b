package dev.pagestream.runtime.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The default of a configuration field, written as in the file. A field without one is required,
/// unless it is an `Optional` (empty), a `List` or `Map` (empty) or a nested record (all its
/// defaults).
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /// Stands for the name of the machine, pod or container.
  String HOST_NAME = "${hostname}";

  String value();
}
