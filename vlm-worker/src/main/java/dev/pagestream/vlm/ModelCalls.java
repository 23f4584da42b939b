package dev.pagestream.vlm;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.endpoint.EndpointKey;
import dev.pagestream.vlm.endpoint.Endpoints;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What calls to models need, shared by all tasks. Thread-safe.
///
/// @param client makes one call
/// @param endpoints when each endpoint may be called
/// @param answers where successes go
/// @param blobs where the crops are
/// @param backoff waits between tries
/// @param maxAttempts failed calls of one task before it is given up
record ModelCalls(
    VlmClient client,
    Endpoints endpoints,
    AnswerStore answers,
    BlobStore blobs,
    Backoff backoff,
    int maxAttempts,
    RandomGenerator random,
    InstantSource clock,
    VlmMetrics metrics) {
  /// Asks until there is an end.
  ///
  /// @param headers of the request, opened
  Settled settle(
      VisionTask task,
      Map<String, String> headers,
      EndpointKey key,
      Instant deadline,
      CallSlot slot)
      throws Exception {
    try (Endpoints.Lease lease = endpoints.lease(key)) {
      return new PatientCall(this, task, headers, key, lease.endpoint(), deadline, slot).run();
    }
  }
}
