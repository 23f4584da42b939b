package dev.pagestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Confluent's own serializer and deserializer, in a class loader of their own: their jar brings
/// its own Avro and Kafka, so no object of theirs but bytes may meet ours.
final class ConfluentSerde implements AutoCloseable {
  private static final Path JAR = Path.of("target/oracle/confluent.jar");

  private final URLClassLoader loader;
  private final Object serializer;
  private final Object deserializer;

  private ConfluentSerde(URLClassLoader loader, Object serializer, Object deserializer) {
    this.loader = loader;
    this.serializer = serializer;
    this.deserializer = deserializer;
  }

  static ConfluentSerde start(String registryUrl) throws Exception {
    URLClassLoader loader = loader(List.of());
    Map<String, ?> properties =
        Map.of("schema.registry.url", registryUrl, "auto.register.schemas", true);
    return inside(
        loader,
        () ->
            new ConfluentSerde(
                loader,
                configured(loader, "KafkaAvroSerializer", properties),
                configured(loader, "KafkaAvroDeserializer", properties)));
  }

  private static Object configured(ClassLoader loader, String name, Map<String, ?> properties)
      throws ReflectiveOperationException {
    Class<?> type = loader.loadClass("io.confluent.kafka.serializers." + name);
    Object serde = type.getDeclaredConstructor().newInstance();
    type.getMethod("configure", Map.class, boolean.class).invoke(serde, properties, false);
    return serde;
  }

  /// Reads bytes with theirs and writes what was read with theirs.
  byte[] rewrite(String fromTopic, byte[] bytes, String toTopic) throws Exception {
    return inside(
        loader,
        () -> {
          Object theirs =
              deserializer
                  .getClass()
                  .getMethod("deserialize", String.class, byte[].class)
                  .invoke(deserializer, fromTopic, bytes);
          return (byte[])
              serializer
                  .getClass()
                  .getMethod("serialize", String.class, Object.class)
                  .invoke(serializer, toTopic, theirs);
        });
  }

  /// Runs a class of ours as if Confluent's jar had been on our class path.
  static byte[] runWithOurs(
      Class<? extends BiFunction<String, byte[], byte[]>> ours, String registryUrl, byte[] bytes)
      throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    try (URLClassLoader loader =
        loader(Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList())) {
      return inside(
          loader,
          () -> {
            Object run = loader.loadClass(ours.getName()).getDeclaredConstructor().newInstance();
            return (byte[])
                BiFunction.class
                    .getMethod("apply", Object.class, Object.class)
                    .invoke(run, registryUrl, bytes);
          });
    }
  }

  private static URLClassLoader loader(List<Path> more) throws MalformedURLException {
    assertThat(Files.exists(JAR)).as("%s, copied by the build", JAR).isTrue();
    List<URL> urls = new ArrayList<>(List.of(JAR.toUri().toURL()));
    for (Path path : more) {
      urls.add(path.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static <T> T inside(ClassLoader loader, Call<T> call) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return call.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private interface Call<T> {
    T run() throws Exception;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
