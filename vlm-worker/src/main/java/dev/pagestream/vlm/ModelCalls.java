package dev.pagestream.vlm;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.runtime.resilience.Backoff;
import dev.pagestream.vlm.budget.BudgetGuard;
import dev.pagestream.vlm.image.ImagePreparer;
import dev.pagestream.vlm.lane.Lanes;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What calls to models need, shared by all tasks. Thread-safe.
///
/// @param lanes where questions go
/// @param answers where successes go
/// @param blobs where the crops are
/// @param images makes crops fit for models
/// @param budget what tenants and tasks may spend
/// @param backoff waits between tries
/// @param maxAttempts failed calls of one question before it is given up
record ModelCalls(
    Lanes lanes,
    AnswerStore answers,
    BlobStore blobs,
    ImagePreparer images,
    BudgetGuard budget,
    Backoff backoff,
    int maxAttempts,
    RandomGenerator random,
    InstantSource clock,
    VlmMetrics metrics) {}
