package dev.pagestream.runtime.telemetry;

/// Keys of structured log fields. Public API: changed only with a changelog line.
public final class LogKeys {
  public static final String SERVICE = "service";
  public static final String DOCUMENT_ID = "documentId";
  public static final String TASK_ID = "taskId";
  public static final String PAGE = "page";
  public static final String FINGERPRINT = "fingerprint";
  public static final String TOPIC = "topic";
  public static final String PARTITION = "partition";
  public static final String OFFSET = "offset";
  public static final String ATTEMPT = "attempt";
  public static final String FAILURE_CODE = "failureCode";
  public static final String ELAPSED_MS = "elapsedMs";
  public static final String ENDPOINT = "endpoint";
  public static final String DEPENDENCY = "dependency";
  public static final String COUNT = "count";
  public static final String REASON = "reason";
  public static final String ADDRESS = "address";

  private LogKeys() {}
}
