package dev.pagestream.testkit.consume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The calls that worker processes have made, read from their logs.
///
/// @param end in microseconds of the epoch; when the process was killed, for calls it cut off
record CallTrace(int partition, long offset, long begin, long end, boolean cutOff) {
  private static final String MARK = "call ";

  /// @param killed when the process was gone, in microseconds; or anything later than its last line
  static List<CallTrace> read(Path log, long killed) throws IOException {
    Map<String, Long> begun = new HashMap<>();
    List<CallTrace> calls = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      String[] words = line.split(" ", -1);
      if (!line.startsWith(MARK) || words.length != 5) {
        continue;
      }
      String call = words[2] + " " + words[3];
      long at = Long.parseLong(words[4]);
      if (words[1].equals("begin")) {
        begun.put(call, at);
      } else {
        calls.add(
            new CallTrace(
                Integer.parseInt(words[2]),
                Long.parseLong(words[3]),
                begun.remove(call),
                at,
                false));
      }
    }
    begun.forEach((call, begin) -> {
      String[] words = call.split(" ", -1);
      calls.add(
          new CallTrace(Integer.parseInt(words[0]), Long.parseLong(words[1]), begin, killed, true));
    });
    return calls;
  }

  /// The most calls that were in flight at once in any partition.
  static int mostInFlight(List<CallTrace> calls) {
    int most = 0;
    for (CallTrace call : calls) {
      long together =
          calls.stream()
              .filter(other ->
                  other.partition == call.partition
                      && other.begin <= call.begin
                      && call.begin < other.end)
              .count();
      most = Math.max(most, (int) together);
    }
    return most;
  }

  /// Calls beyond the first of each record.
  static long repeated(List<CallTrace> calls) {
    return calls.size()
        - calls.stream().map(call -> call.partition + "/" + call.offset).distinct().count();
  }
}
