package dev.pagestream.vlm.quality;

/// What is wrong with an answer.
///
/// @param sentence for people, at most 300 characters
/// @param request the same as a wish to the model, put behind the prompt when asked once more
public record Finding(Gate gate, String sentence, String request) {}
