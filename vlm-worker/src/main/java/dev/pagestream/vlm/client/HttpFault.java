package dev.pagestream.vlm.client;

/// How a call can end without a complete response.
enum HttpFault {
  /// Nobody listens on the port.
  REFUSED,
  /// The host name has no address.
  UNKNOWN_HOST,
  /// No connection came about: time-out, no route, TLS.
  NOT_CONNECTED,
  /// Connected, but the answer did not come in time.
  TIMED_OUT,
  /// The connection broke before the end of the answer.
  BROKEN,
  /// The answer is larger than what is accepted.
  TOO_LARGE
}
