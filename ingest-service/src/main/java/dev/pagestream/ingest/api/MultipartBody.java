package dev.pagestream.ingest.api;

import dev.pagestream.ingest.options.RefusedException;
import dev.pagestream.ingest.submit.Spool;
import dev.pagestream.ingest.submit.SpooledFile;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads a multipart form. The server writes file parts to the spool directory as they arrive; text
/// parts stay in memory and are bounded. Thread-safe.
final class MultipartBody {
  private static final String CONFIG_ATTRIBUTE =
      "org.eclipse.jetty.multipartConfig"; // Jetty's name for it.
  private static final int MAX_TEXT_BYTES = 1 << 20;

  private final Spool spool;
  private final MultipartConfigElement config;
  private final long maxFileBytes;

  MultipartBody(Spool spool, long maxFileBytes, long maxRequestBytes) {
    this.spool = spool;
    this.maxFileBytes = maxFileBytes;
    this.config =
        new MultipartConfigElement(
            spool.directory().toAbsolutePath().toString(), maxFileBytes, maxRequestBytes, 0);
  }

  /// A file part; the name is empty when the client gave none.
  record NamedFile(String name, SpooledFile file) {}

  /// @param fields text parts in order, repeated names collected
  record Upload(Map<String, List<String>> fields, List<NamedFile> files) {}

  /// @return the form; the caller closes the files
  Upload read(HttpServletRequest request) throws IOException {
    if (!isForm(request)) { // As upstream: any other body has no field at all.
      return new Upload(Map.of(), List.of());
    }
    request.setAttribute(CONFIG_ATTRIBUTE, config);
    List<Part> parts = new ArrayList<>(parts(request));
    List<NamedFile> files = new ArrayList<>();
    boolean done = false;
    try {
      Upload upload = new Upload(fields(parts), files);
      for (Part part : List.copyOf(parts)) {
        if (part.getName().equals("files") && part.getSubmittedFileName() != null) {
          files.add(stored(part));
          parts.remove(part); // Deleting it below would delete the file, by its new name too.
        }
      }
      done = true;
      return upload;
    } finally {
      if (!done) {
        files.forEach(file -> file.file().close());
      }
      for (Part part : parts) {
        part.delete();
      }
    }
  }

  private Collection<Part> parts(HttpServletRequest request) throws IOException {
    try {
      return request.getParts();
    } catch (ServletException | IllegalStateException e) {
      throw rejected(e);
    } catch (RuntimeException e) { // Jetty's BadMessageException, by any name.
      throw rejected(e);
    }
  }

  private RuntimeException rejected(Exception e) {
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (message.contains("max")
          && (message.contains("exceed")
              || message.contains("size")
              || message.contains("length"))) {
        return RefusedException.policy(
            "A file has more than " + maxFileBytes + " bytes, or the request is too large.");
      }
    }
    return new BadRequestException("Invalid multipart data.");
  }

  private static Map<String, List<String>> fields(Collection<Part> parts) throws IOException {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    long bytes = 0;
    for (Part part : parts) {
      if (part.getSubmittedFileName() == null) {
        bytes += part.getSize();
        if (bytes > MAX_TEXT_BYTES) {
          throw RefusedException.policy(
              "The form has more than " + MAX_TEXT_BYTES + " bytes beside its files.");
        }
        try (InputStream in = part.getInputStream()) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          fields.computeIfAbsent(part.getName(), _ -> new ArrayList<>()).add(text);
        }
      }
    }
    return fields;
  }

  /// Takes the server's file over by renaming it.
  private NamedFile stored(Part part) throws IOException {
    String file = "source-" + UUID.randomUUID() + ".part";
    part.write(file);
    return new NamedFile(
        String.valueOf(part.getSubmittedFileName()), Spool.of(spool.directory().resolve(file)));
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType());
    if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return false;
    }
    if (!type.toLowerCase(Locale.ROOT).contains("boundary=")) {
      throw new BadRequestException("Missing boundary in multipart.");
    }
    return true;
  }
}
