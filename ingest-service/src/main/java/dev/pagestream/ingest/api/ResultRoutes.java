package dev.pagestream.ingest.api;

import dev.pagestream.blobstore.BlobStore;
import dev.pagestream.document.assembly.ResultManifest;
import dev.pagestream.ingest.status.TaskStatuses.Lookup;
import dev.pagestream.schema.TaskDocument;
import dev.pagestream.schema.TaskState;
import dev.pagestream.schema.TaskStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// `GET /v1/result/{id}`: one document as JSON unless a zip was asked for, several as a zip,
/// streamed from the blob store.
final class ResultRoutes {
  private final Tasks tasks;
  private final BlobStore blobs;

  ResultRoutes(Tasks tasks, BlobStore blobs) {
    this.tasks = tasks;
    this.blobs = blobs;
  }

  void result(Context ctx) throws IOException, InterruptedException {
    switch (tasks.find(ctx.pathParam("id"), Duration.ZERO)) {
      case Lookup.Found(var status)
          when status.getState() == TaskState.SUCCESS && !status.getResults().isEmpty() ->
          write(ctx, status);
      case Lookup.Found _ -> Answers.detail(ctx, 404, Answers.RESULT_NOT_FOUND);
      case Lookup.Unknown() -> Answers.detail(ctx, 404, Answers.TASK_NOT_FOUND);
      case Lookup.NotYet() -> Answers.busy(ctx);
    }
  }

  private void write(Context ctx, TaskStatus status) throws IOException {
    List<ResultManifest> manifests =
        status.getResults().stream()
            .sorted(Comparator.comparingInt(ResultRoutes::index))
            .map(document -> ResultManifest.fromJson(blobs.get(document.getManifestKey())))
            .toList();
    if (status.getDocuments() == 1 && !manifests.getFirst().zipped()) {
      new DocumentResult(blobs).write(ctx, manifests.getFirst());
    } else {
      new ZipResult(blobs).write(ctx, manifests);
    }
  }

  /// Documents in the order of the request: the number at the end of the id.
  private static int index(TaskDocument document) {
    String id = document.getDocumentId();
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
  }
}
