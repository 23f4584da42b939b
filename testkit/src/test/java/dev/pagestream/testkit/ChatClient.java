package dev.pagestream.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/// Asks a [FakeVlm] as a service does.
final class ChatClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url;

  ChatClient(URI url) {
    this.url = url;
  }

  HttpResponse<String> describe(byte[] picture) throws IOException, InterruptedException {
    return describe(picture, PATIENCE);
  }

  HttpResponse<String> describe(byte[] picture, Duration patience)
      throws IOException, InterruptedException {
    String body =
        """
        {"messages":[{"role":"user","content":[
          {"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}},
          {"type":"text","text":"What is this?"}]}],"model":"m1"}
        """
            .formatted(Base64.getEncoder().encodeToString(picture));
    return client.send(
        HttpRequest.newBuilder(url)
            .timeout(patience)
            .header("Authorization", "Bearer key")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static byte[] png(long seed, int widthPx, int heightPx) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(PdfBuilder.bitmap(seed, widthPx, heightPx), "png", out)) {
        throw new IllegalStateException("no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
