package dev.pagestream.assembler.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.assembler.Events;
import dev.pagestream.schema.ChunkingOptions;
import dev.pagestream.schema.ConversionOptions;
import dev.pagestream.schema.DocumentAccepted;
import dev.pagestream.schema.PictureDescription;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateEventsTest {
  /// A class that is not on the list comes back as a generic record, and fails whoever reads it.
  @Test
  void everythingThatADocumentIsAskedWithComesBackAsItWas() {
    VisionStep step =
        VisionStep.newBuilder().setPurpose(VisionPurpose.CHART_TABLE).setPrompt("Read.").build();
    DocumentAccepted plain = Events.of("t", 0, 1).accepted(1);
    PictureDescription description =
        PictureDescription.newBuilder(plain.getOptions().getPictureDescription())
            .setSteps(List.of(step))
            .build();
    ConversionOptions options =
        ConversionOptions.newBuilder(plain.getOptions())
            .setPictureDescription(description)
            .setChartExtraction(description)
            .setPageConversion(description)
            .setChunking(ChunkingOptions.newBuilder().setMaxTokens(64).build())
            .build();
    DocumentAccepted accepted = DocumentAccepted.newBuilder(plain).setOptions(options).build();

    DocumentAccepted read = StateEvents.ACCEPTED.fromBytes(StateEvents.ACCEPTED.toBytes(accepted));

    assertThat(read).isEqualTo(accepted);
    assertThat(read.getOptions().getPictureDescription().getSteps())
        .hasOnlyElementsOfType(VisionStep.class)
        .extracting(VisionStep::getPurpose)
        .containsExactly(VisionPurpose.CHART_TABLE);
  }
}
