package dev.pagestream.vlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.document.Answer;
import dev.pagestream.document.FailureCode;
import dev.pagestream.document.Fingerprint;
import dev.pagestream.document.Hashes;
import dev.pagestream.document.Purpose;
import dev.pagestream.document.SkipReason;
import dev.pagestream.document.StepAnswer;
import dev.pagestream.runtime.consume.CallSlot;
import dev.pagestream.schema.VisionPurpose;
import dev.pagestream.schema.VisionStep;
import dev.pagestream.schema.VisionTask;
import dev.pagestream.vlm.client.VlmClient;
import dev.pagestream.vlm.client.VlmReply;
import dev.pagestream.vlm.client.VlmRequest;
import dev.pagestream.vlm.task.Work;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QuestionChainTest {
  private static final String CHART = "{\"class\": \"bar_chart\", \"confidence\": 0.9}";
  private static final String LOGO = "{\"class\": \"logo\", \"confidence\": 0.9}";
  private static final String LONG = "A bar chart of five rivers and their levels.";

  @Test
  void asksOneQuestionAfterTheOtherAndKeepsAllAnswers() throws Exception {
    Model model = new Model(prompt -> prompt.equals("Class?") ? CHART : LONG);
    Worker worker = new Worker(model).with("d-0", "cat");

    Settled settled = run(worker, classifyThenDescribe());

    assertThat(model.prompts).containsExactly("Class?", "Describe.");
    Answer answer = ((Settled.Described) settled).answer();
    assertThat(answer.text()).isEqualTo(LONG);
    assertThat(answer.attempts()).isEqualTo(2);
    assertThat(answer.promptTokens()).contains(20L);
    assertThat(answer.steps())
        .extracting(StepAnswer::purpose)
        .containsExactly(Purpose.CLASSIFY_PICTURE, Purpose.DESCRIBE_PICTURE);
    for (StepAnswer step : answer.steps()) {
      assertThat(worker.answers.find(step.fingerprint())).isPresent();
    }
  }

  @Test
  void endsWhereThePictureIsNotOfTheClassesThatWereAskedFor() throws Exception {
    Model model = new Model(_ -> LOGO);
    Worker worker = new Worker(model).with("d-0", "cat");

    Settled settled = run(worker, classifyThenDescribe());

    assertThat(settled)
        .isEqualTo(new Settled.Skipped(SkipReason.CLASS_FILTERED, "class logo (0.90)", 1));
    assertThat(model.prompts).containsExactly("Class?");
  }

  @Test
  void aReplayPaysOnlyForTheQuestionThatFailed() throws Exception {
    List<String> broken = new ArrayList<>(List.of("Describe."));
    Model model =
        new Model(prompt -> broken.contains(prompt) ? "" : prompt.equals("Class?") ? CHART : LONG);
    Worker worker = new Worker(model).with("d-0", "cat");
    Settled first = run(worker, classifyThenDescribe());
    broken.clear();
    model.prompts.clear();

    Settled again = run(worker, classifyThenDescribe());

    assertThat(first).isInstanceOf(Settled.Failed.class);
    assertThat(model.prompts).containsExactly("Describe.");
    assertThat(((Settled.Described) again).answer().steps().getFirst().attempts()).isZero();
  }

  @Test
  void theWholeIsPaidForOnce() throws Exception {
    Model model = new Model(prompt -> prompt.equals("Class?") ? CHART : LONG);
    Worker worker = new Worker(model).with("d-0", "cat");
    run(worker, classifyThenDescribe());

    Settled again = run(worker, classifyThenDescribe());

    assertThat(((Settled.Described) again).calls()).isZero();
    assertThat(model.prompts).hasSize(2);
  }

  @Test
  void anAnswerThatIsOneWordIsAskedForOnceMoreInAnotherWay() throws Exception {
    List<String> answers = new ArrayList<>(List.of("This", LONG));
    Model model = new Model(_ -> answers.removeFirst());

    Settled settled = run(new Worker(model).with("d-0", "cat"), gated("one_word"));

    assertThat(((Settled.Described) settled).calls()).isEqualTo(2);
    assertThat(model.prompts.getLast()).startsWith("Describe.").isNotEqualTo("Describe.");
    assertThat(model.params.getLast()).contains("\"temperature\":0.3");
  }

  @Test
  void anAnswerThatIsUnfitTwiceFailsWithTheReasonAndIsNeverStored() throws Exception {
    Model model = new Model(_ -> "This");
    Worker worker = new Worker(model).with("d-0", "cat");

    Settled settled = run(worker, gated("one_word"));

    assertThat(settled)
        .isInstanceOfSatisfying(
            Settled.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(FailureCode.ANSWER_UNFIT);
              assertThat(failed.calls()).isEqualTo(2);
            });
    assertThat(worker.blobs.keys()).noneMatch(key -> key.startsWith("answers/"));
  }

  @Test
  void aPictureThatIsTooLargeIsSentOnceMoreWithFewerPixels() throws Exception {
    Model model = new Model(_ -> LONG);
    model.largestBytes = 1_000;
    Worker worker = new Worker(model);
    byte[] picture = noise();
    worker.blobs.put(Tasks.pageKey("d-0"), picture);
    VisionTask task =
        Tasks.of("d-0", "cat", "http://h/v1")
            .setImageBytes(picture.length)
            .setImageSha256(Hashes.sha256(picture))
            .build();

    Settled settled = run(worker, task);

    assertThat(settled).isInstanceOf(Settled.Failed.class);
    assertThat(model.imageBytes).hasSize(2);
    assertThat(model.imageBytes.getLast()).isLessThan(model.imageBytes.getFirst() * 3 / 4);
  }

  @Test
  void aFreshAnswerIsAskedForWhenStoredOnesAreTooOld() throws Exception {
    Model model = new Model(_ -> LONG);
    Worker worker = new Worker(model).with("d-0", "cat");
    VisionTask task = Tasks.of("d-0", "cat", "http://h/v1").build();
    run(worker, task);
    worker.clock.advance(Duration.ofMinutes(1));
    VisionTask refreshing =
        VisionTask.newBuilder(task).setAnswersNotBefore(worker.clock.instant()).build();

    run(worker, refreshing);
    run(worker, refreshing);

    assertThat(model.prompts).hasSize(2);
  }

  private static VisionTask classifyThenDescribe() {
    String sha256 = Hashes.sha256(Tasks.picture("cat"));
    return Tasks.of("d-0", "cat", "http://h/v1")
        .setImageSha256(sha256)
        .setFingerprint(Fingerprint.ofChain(List.of(sha256, "chain")))
        .setSteps(
            List.of(
                step(VisionPurpose.CLASSIFY_PICTURE, "Class?").build(),
                step(VisionPurpose.DESCRIBE_PICTURE, "Describe.")
                    .setAllowClasses(List.of("bar_chart"))
                    .build()))
        .build();
  }

  private static VisionTask gated(String gate) {
    return Tasks.of("d-0", "cat", "http://h/v1")
        .setSteps(
            List.of(
                step(VisionPurpose.DESCRIBE_PICTURE, "Describe.")
                    .setParams("{\"model\":\"fake-vision\",\"temperature\":0.0}")
                    .setGates(List.of(gate))
                    .build()))
        .build();
  }

  private static VisionStep.Builder step(VisionPurpose purpose, String prompt) {
    return VisionStep.newBuilder()
        .setPurpose(purpose)
        .setModel("fake-vision")
        .setParams(Tasks.PARAMS)
        .setPrompt(prompt);
  }

  private static Settled run(Worker worker, VisionTask task) throws Exception {
    Instant deadline = worker.clock.instant().plus(Duration.ofHours(1));
    Work work = worker.work(task, deadline);
    CallSlot slot = new ClockSlot(worker.clock, Duration.ZERO);
    return new QuestionChain(worker.questions, worker.answers, worker.clock, work, slot).run();
  }

  private static byte[] noise() throws IOException {
    BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 300; y++) {
      for (int x = 0; x < 400; x++) {
        image.setRGB(x, y, (x * 7919 + y * 104_729) & 0xFFFFFF);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /// Answers by the prompt, and says like vLLM when a picture is too large. For one thread.
  private static final class Model implements VlmClient {
    private final Function<String, String> answers;
    private final List<String> prompts = new ArrayList<>();
    private final List<String> params = new ArrayList<>();
    private final List<Integer> imageBytes = new ArrayList<>();
    private int largestBytes = Integer.MAX_VALUE;

    Model(Function<String, String> answers) {
      this.answers = answers;
    }

    @Override
    public synchronized VlmReply call(VlmRequest request) {
      prompts.add(request.prompt());
      params.add(request.params());
      imageBytes.add(request.image().length);
      if (request.image().length > largestBytes) {
        return unfit(FailureCode.PICTURE_REJECTED, VlmReply.Change.SMALLER_IMAGE);
      }
      String text = answers.apply(request.prompt());
      return text.isEmpty()
          ? unfit(FailureCode.ANSWER_EMPTY, VlmReply.Change.VARY)
          : new VlmReply.Answered(
              text,
              Optional.empty(),
              Optional.of("stop"),
              Optional.of(10L),
              Optional.of(3L),
              Duration.ofMillis(40));
    }

    private static VlmReply unfit(FailureCode code, VlmReply.Change change) {
      return new VlmReply.Unfit(code, "no", change, Optional.empty(), Optional.empty(), 0);
    }
  }
}
