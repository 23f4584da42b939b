package dev.pagestream.vlm.task;

/// Where a picture's bytes are.
///
/// @param pageKey blob key of the page object
/// @param offset of the first byte in it
/// @param bytes how many
/// @param sha256 of the bytes, lower-case hex
public record Crop(String pageKey, long offset, int bytes, String mediaType, String sha256) {}
