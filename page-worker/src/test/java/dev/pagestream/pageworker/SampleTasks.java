package dev.pagestream.pageworker;

import dev.pagestream.schema.PageTask;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Short ways to page tasks and to what they ask of models.
final class SampleTasks {
  static final String DOCUMENT = "task-0";
  static final String PROMPT = "Describe this image in a few sentences.";
  static final String PARAMS = "{\"model\":\"granite\",\"seed\":42}";

  private SampleTasks() {}

  /// Page 1 of a PDF, with nothing to ask.
  static PageTask.Builder task(String sourceKey) {
    return PageTask.newBuilder()
        .setDocumentId(DOCUMENT)
        .setPage(1)
        .setChunk(0)
        .setFormat("pdf")
        .setSourceKey(sourceKey)
        .setSourceBytes(0);
  }

  /// One question of before there were steps, on the lane `slow`.
  static PictureDescription.Builder description() {
    return PictureDescription.newBuilder()
        .setLane("slow")
        .setUrl("http://localhost/v1/chat/completions")
        .setHeaders(ByteBuffer.wrap(new byte[] {1, 2, 3}))
        .setParams(PARAMS)
        .setModel("granite")
        .setPrompt(PROMPT);
  }

  /// The same, asked in these steps.
  static PictureDescription.Builder asking(VisionStep.Builder... steps) {
    return description().setSteps(Arrays.stream(steps).map(VisionStep.Builder::build).toList());
  }

  static VisionStep.Builder step(VisionPurpose purpose, String prompt) {
    return VisionStep.newBuilder()
        .setPurpose(purpose)
        .setModel("granite")
        .setParams(PARAMS)
        .setPrompt(prompt);
  }
}
