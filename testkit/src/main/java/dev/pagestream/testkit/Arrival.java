package dev.pagestream.testkit;

import java.time.Instant;

/// A call as a [Script] sees it, before it is answered.
///
/// @param number of the call at this server, from 1
/// @param attempt of this picture at this server, from 1
/// @param pictureSha256 lower-case hex; empty when the call has no picture
/// @param model as asked for
/// @param at when it arrived
public record Arrival(int number, int attempt, String pictureSha256, String model, Instant at) {}
