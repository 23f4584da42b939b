package dev.pagestream.testkit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A main class in a JVM of its own, on this test's class path. Its output goes to a file and, the
/// last lines, into memory. It never outlives this JVM, unless this JVM is itself killed hard.
/// Thread-safe.
public final class ChildProcess implements AutoCloseable {
  private static final int KEPT_LINES = 2_000;
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final ProcessHandle
      handle; // Kills without closing the pipe, as Process does: last words are read.
  private final Path log;
  private final Thread orphanGuard;
  private final Thread reader;
  private final Deque<String> lines = new ArrayDeque<>(); // Guarded by this.
  private boolean ended; // Guarded by this. No more lines will come.

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.handle = process.toHandle();
    this.orphanGuard = new Thread(handle::destroyForcibly, name + "-orphan-guard");
    this.reader = Thread.ofVirtual().name(name + "-output").unstarted(this::readOutput);
  }

  /// How to start one.
  ///
  /// @param maxHeap as in `-Xmx`
  /// @param jvmArgs before the main class
  public record Launch(
      String mainClass,
      List<String> args,
      String maxHeap,
      List<String> jvmArgs,
      Map<String, String> environment) {
    public Launch {
      args = List.copyOf(args);
      jvmArgs = List.copyOf(jvmArgs);
      environment = Map.copyOf(environment);
    }

    public static Launch of(Class<?> mainClass, String... args) {
      return new Launch(mainClass.getName(), List.of(args), "256m", List.of(), Map.of());
    }

    public Launch withHeap(String newMaxHeap) {
      return new Launch(mainClass, args, newMaxHeap, jvmArgs, environment);
    }

    public Launch withJvmArgs(String... newJvmArgs) {
      return new Launch(mainClass, args, maxHeap, List.of(newJvmArgs), environment);
    }

    public Launch withEnvironment(Map<String, String> newEnvironment) {
      return new Launch(mainClass, args, maxHeap, jvmArgs, newEnvironment);
    }

    private List<String> command() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xmx" + maxHeap,
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Djava.awt.headless=true",
              "-Dlogback.configurationFile=logback.xml", // As in production, not the quiet one of
              // tests.
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow"));
      command.addAll(jvmArgs);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
      command.addAll(args);
      return command;
    }
  }

  /// @param name for messages and the log file, which is `target/child-processes/NAME-PID.log`
  public static ChildProcess start(String name, Launch launch) {
    ProcessBuilder builder = new ProcessBuilder(launch.command()).redirectErrorStream(true);
    builder.environment().putAll(launch.environment());
    try {
      Path directory = Files.createDirectories(Path.of("target", "child-processes"));
      Process process = builder.start();
      ChildProcess child =
          new ChildProcess(name, process, directory.resolve(name + "-" + process.pid() + ".log"));
      Runtime.getRuntime().addShutdownHook(child.orphanGuard);
      child.reader.start();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /// Waits for a line, past or future, in which the expression is found, and returns it.
  ///
  /// @throws AssertionError when the limit is over or the process ends before; it quotes the last
  ///   lines
  public String awaitLine(String regex, Duration limit) throws InterruptedException {
    Predicate<String> wanted = Pattern.compile(regex).asPredicate();
    long end = System.nanoTime() + limit.toNanos();
    synchronized (this) {
      while (true) {
        for (String line : lines) {
          if (wanted.test(line)) {
            return line;
          }
        }
        long millisLeft = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (ended || millisLeft <= 0) {
          throw new AssertionError(
              name
                  + (ended ? " ended" : " took longer than " + limit)
                  + " without a line like "
                  + regex
                  + ":\n"
                  + tail());
        }
        wait(millisLeft);
      }
    }
  }

  /// The last lines of output, at most 2,000.
  public synchronized List<String> output() {
    return List.copyOf(lines);
  }

  public Path log() {
    return log;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL; returns when the process is gone.
  public void killHard() throws InterruptedException {
    signal(handle.destroyForcibly());
    if (!process.waitFor(KILL_LIMIT)) {
      throw new IllegalStateException(name + " survives SIGKILL");
    }
    forget();
  }

  /// SIGSTOP: the process stands still until [#resume()].
  public void suspend() throws InterruptedException {
    kill("-STOP");
  }

  /// SIGCONT.
  public void resume() throws InterruptedException {
    kill("-CONT");
  }

  private void kill(String signal) throws InterruptedException {
    try {
      int status =
          new ProcessBuilder("kill", signal, Long.toString(pid())).inheritIO().start().waitFor();
      signal(status == 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run kill", e);
    }
  }

  /// SIGTERM; returns at once.
  public void terminate() {
    signal(handle.destroy());
  }

  /// Waits for the end and returns the exit code.
  ///
  /// @throws AssertionError when it still runs after the limit
  public int awaitExit(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit)) {
      throw new AssertionError(name + " still runs after " + limit + ":\n" + tail());
    }
    reader.join(KILL_LIMIT);
    forget();
    return process.exitValue();
  }

  /// SIGTERM, and SIGKILL when it takes longer than a minute.
  @Override
  public void close() {
    terminate();
    try {
      if (!process.waitFor(STOP_LIMIT)) {
        killHard();
      }
      forget();
    } catch (InterruptedException _) {
      signal(handle.destroyForcibly());
      Thread.currentThread().interrupt();
    }
  }

  /// A process that has ended takes no signal, which is as good.
  private void signal(boolean taken) {
    if (!taken && handle.isAlive()) {
      throw new IllegalStateException(name + " cannot be signalled");
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(orphanGuard);
    } catch (IllegalStateException _) {
      // This JVM is going down and the guard has run.
    }
  }

  private synchronized String tail() {
    return String.join("\n", lines.stream().skip(Math.max(0, lines.size() - 40)).toList());
  }

  private void readOutput() {
    try (BufferedReader output = process.inputReader();
        BufferedWriter file = Files.newBufferedWriter(log)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        file.write(line);
        file.newLine();
        file.flush();
        keep(line);
      }
    } catch (IOException _) {
      // The pipe of a killed process breaks; what was read is kept.
    } finally {
      synchronized (this) {
        ended = true;
        notifyAll();
      }
    }
  }

  private synchronized void keep(String line) {
    if (lines.size() == KEPT_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
    notifyAll();
  }
}
