package dev.pagestream.document.assembly;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// One error of a document in docling's shape, with our code.
///
/// @param componentType docling's `DoclingComponentType`
/// @param moduleName the stage
/// @param category docling's `FailureCategory`
/// @param pageNo from 1; empty when the whole document is concerned
/// @param code a [dev.pagestream.document.FailureCode]
public record ErrorItem(
    @JsonProperty("component_type") String componentType,
    @JsonProperty("module_name") String moduleName,
    @JsonProperty("error_message") String errorMessage,
    @JsonProperty("category") String category,
    @JsonProperty("page_no") @JsonInclude(JsonInclude.Include.ALWAYS) Optional<Integer> pageNo,
    @JsonProperty("code") String code) {

  /// @param page from 1; empty when the whole document is concerned
  public static ErrorItem of(PartFailure failure, Optional<Integer> page) {
    return new ErrorItem(
        failure.code().component().wireName(),
        failure.stage(),
        failure.message(),
        failure.code().category().wireName(),
        page,
        failure.code().name());
  }
}
