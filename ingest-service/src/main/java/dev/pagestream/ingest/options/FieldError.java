package dev.pagestream.ingest.options;

import java.util.List;

/// One item of a 422 list, in the shape FastAPI gives pydantic's errors.
///
/// @param type pydantic's error type, such as `missing`
/// @param loc strings and list indexes from `body` to the field
/// @param msg pydantic's sentence
public record FieldError(String type, List<Object> loc, String msg) {
  public FieldError {
    loc = List.copyOf(loc);
  }
}
