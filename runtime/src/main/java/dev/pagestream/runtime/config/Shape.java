package dev.pagestream.runtime.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a configuration field can hold. Fields of any other type are programming errors.
sealed interface Shape {
  /// One value written as text.
  record Scalar(Form form) implements Shape {}

  /// A nested record.
  record Block(Class<? extends Record> type) implements Shape {}

  /// An `Optional`.
  record Maybe(Shape inner) implements Shape {}

  /// A `List`.
  record Many(Shape inner) implements Shape {}

  /// A `Map` from names chosen by the operator.
  record Named(Shape inner) implements Shape {}

  static Shape of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return new Maybe(of(arguments[0]));
      }
      if (generic.getRawType() == List.class) {
        return new Many(of(arguments[0]));
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new Named(of(arguments[1]));
      }
    } else if (type instanceof Class<?> plain) {
      return plain.isRecord() && !Form.known(plain)
          ? new Block(plain.asSubclass(Record.class))
          : new Scalar(Form.of(plain));
    }
    throw new IllegalArgumentException("configuration cannot hold a " + type.getTypeName());
  }
}
