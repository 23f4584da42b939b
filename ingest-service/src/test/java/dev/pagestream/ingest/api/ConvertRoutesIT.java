package dev.pagestream.ingest.api;

import static dev.pagestream.ingest.api.RunningApi.FILE;
import static dev.pagestream.ingest.api.RunningApi.SOURCE;
import static dev.pagestream.ingest.api.RunningApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pagestream.ingest.api.ApiClient.Part;
import dev.pagestream.schema.ConversionOptions;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is taken in, and what is refused how.
class ConvertRoutesIT {
  private static final byte[] PDF = "%PDF-1.7 content".getBytes(StandardCharsets.US_ASCII);

  @AutoClose private RunningApi api;
  private ApiClient client;

  @BeforeEach
  void start(@TempDir Path directory) {
    api = new RunningApi(directory);
    client = api.client;
  }

  @Test
  void aSubmissionIsAnsweredWithItsFirstStatus() throws Exception {
    HttpResponse<String> answer =
        client.postJson(SOURCE, json("{'sources':[{'kind':'http','url':'https://h/dir/a.pdf'}]}"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            json(
                "{'task_id':'8d8ac610-566d-4ef0-9c22-186b2a5ed793','task_type':'convert','task_status':'pending',"
                    + "'task_position':1,'task_meta':{'num_docs':1,'num_processed':0,'num_succeeded':0,"
                    + "'num_partially_succeeded':0,'num_failed':0},'error_message':null,'failure':null}"));
    assertThat(api.tasks.submitted)
        .containsExactly(new FakeTasks.Submitted("a.pdf", "https://h/dir/a.pdf", 0));
  }

  @Test
  void theNewestVersionThatAClientReadsGoesAlong() throws Exception {
    String body = json("{'sources':[{'kind':'http','url':'https://h/a.pdf'}]}");

    client.postJson(SOURCE, body, "Accept-Docling-Document-Version", "1.10");
    client.postJson(SOURCE, body);
    HttpResponse<String> refused =
        client.postJson(SOURCE, body, "Accept-Docling-Document-Version", "newest");

    assertThat(api.tasks.options)
        .extracting(ConversionOptions::getDoclingVersion)
        .containsExactly("1.10.0", null);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains(json("['header','Accept-Docling-Document-Version']"), "1.10.0");
  }

  @Test
  void aFileInJsonIsDecodedWhereverItsKeysStand() throws Exception {
    String base64 = Base64.getEncoder().encodeToString(PDF);
    String source = "{'base64_string':'" + base64 + "','filename':'a.pdf','kind':'file'}";

    HttpResponse<String> answer =
        client.postJson(
            SOURCE, json("{'options':{'to_formats':['json']},'sources':[" + source + "]}"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(api.tasks.submitted)
        .containsExactly(new FakeTasks.Submitted("a.pdf", "%PDF-1.7 content", PDF.length));
    assertThat(api.tasks.options.getFirst().getToFormats()).containsExactly("json");
    api.assertSpoolIsEmpty();
  }

  @Test
  void filesOfAFormAreTakenInWithTheirOptions() throws Exception {
    HttpResponse<String> answer =
        client.postForm(
            FILE,
            Part.text("to_formats", "md"),
            Part.file("a.pdf", PDF),
            Part.text("to_formats", "json"),
            Part.file("", PDF),
            Part.text("unknown", "x"),
            Part.text("page_range", "2"),
            Part.text("page_range", "3"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(api.tasks.submitted)
        .extracting(FakeTasks.Submitted::name)
        .containsExactly("a.pdf", "file_1.pdf");
    assertThat(api.tasks.submitted)
        .extracting(FakeTasks.Submitted::content)
        .containsOnly("%PDF-1.7 content");
    assertThat(api.tasks.options.getFirst().getToFormats()).containsExactly("md", "json");
    assertThat(api.tasks.options.getFirst().getLastPage()).isEqualTo(3);
    api.assertSpoolIsEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}| [{'type':'missing','loc':['body','sources'],'msg':'Field required'}]
          {'sources':[]}| [{'type':'too_short','loc':['body','sources'],'msg':'List should have at least 1 item after validation, not 0'}]
          {'sources':{}}| [{'type':'list_type','loc':['body','sources'],'msg':'Input should be a valid list'}]
          {'sources':[{}]}| [{'type':'union_tag_not_found','loc':['body','sources',0],'msg':"Unable to extract tag using discriminator 'kind'"}]
          {'sources':[{'kind':'http'}]}| [{'type':'missing','loc':['body','sources',0,'http','url'],'msg':'Field required'}]
          {'sources':[{'kind':'http','url':'x'}]}| [{'type':'url_parsing','loc':['body','sources',0,'http','url'],'msg':'Input should be a valid URL, relative URL without a base'}]
          {'sources':[{'kind':'http','url':'http://h/a.zip'}]}| [{'type':'value_error','loc':['body','sources',0,'http','url'],'msg':'Value error, ZIP URLs are not accepted on the convert endpoint'}]
          {'sources':[{'kind':'file','filename':'a.pdf'}]}| [{'type':'missing','loc':['body','sources',0,'file','base64_string'],'msg':'Field required'}]
          {'sources':[{'kind':'file','base64_string':'QQ=='}]}| [{'type':'missing','loc':['body','sources',0,'file','filename'],'msg':'Field required'}]
          {'sources':[{'kind':'file','base64_string':'***','filename':'a'}]}| [{'type':'value_error','loc':['body','sources',0,'file','base64_string'],'msg':'Value error, Invalid base64-encoded string'}]
          {'options':{'do_ocr':'x'}}| [{'type':'bool_parsing','loc':['body','options','do_ocr'],'msg':'Input should be a valid boolean, unable to interpret input'},{'type':'missing','loc':['body','sources'],'msg':'Field required'}]
          []| [{'type':'model_attributes_type','loc':['body'],'msg':'Input should be a valid dictionary or object to extract fields from'}]
          {'sources':[{'kind':'http','url':'http://h/a'}],'target':{'kind':'ftp'}}| [{'type':'union_tag_invalid','loc':['body','target'],'msg':"Input tag 'ftp' found using 'kind' does not match any of the expected tags: 'azure_blob', 'google_cloud_storage', 'google_drive', 'inbody', 'presigned_url', 'put', 's3', 'zip'"}]
          """)
  void aMalformedRequestIsAnsweredWithAList(String body, String detail) throws Exception {
    HttpResponse<String> answer = client.postJson(SOURCE, json(body));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).isEqualTo("{\"detail\":" + quoted(detail) + "}");
    api.assertSpoolIsEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ,'target':{'kind':'presigned_url'}| Presigned URL target requires artifact storage to be configured and enabled on the server.
          ,'target':{'kind':'put','url':'http://h/a'}| target kind 'put' is not allowed. Allowed values: ['inbody', 'zip', 'presigned_url'].
          ,'options':{'image_export_mode':'referenced'}| image_export_mode 'referenced' needs the target 'zip': the files it refers to come in it.
          ,'callbacks':[{'url':'http://h'}]| Callbacks are disabled by server policy.
          ,'options':{'to_formats':['dclx']}| to_formats 'dclx' is not available yet. Available: md, json, html, text, doctags, doclang, yaml, html_split_page, vtt, chunks.
          """)
  void aRequestAgainstThePolicyIsAnsweredWithASentence(String more, String sentence)
      throws Exception {
    HttpResponse<String> answer =
        client.postJson(
            SOURCE, json("{'sources':[{'kind':'http','url':'http://h/a.pdf'}]" + more + "}"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"" + sentence + "\"}");
  }

  @Test
  void aUrlIsBounded() throws Exception {
    String url = "http://h/" + "x".repeat(JsonIntake.MAX_URL_BYTES);

    HttpResponse<String> answer =
        client.postJson(SOURCE, json("{'sources':[{'kind':'http','url':'" + url + "'}]}"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("URLs of more than 8192 bytes are not accepted");
  }

  @Test
  void tooManySourcesAndFilesAreRefused() throws Exception {
    String source = "{'kind':'http','url':'http://h/a.pdf'}";

    assertThat(
            client
                .postJson(
                    SOURCE,
                    json("{'sources':[" + String.join(",", Collections.nCopies(4, source)) + "]}"))
                .body())
        .isEqualTo("{\"detail\":\"Too many sources: 4 exceeds the maximum of 3.\"}");
    Part file = Part.file("a.pdf", PDF);
    assertThat(client.postForm(FILE, file, file, file, file).body())
        .isEqualTo("{\"detail\":\"Too many files: 4 exceeds the maximum of 3.\"}");
    api.assertSpoolIsEmpty();
  }

  @Test
  void brokenJsonIsNamed() throws Exception {
    HttpResponse<String> answer = client.postJson(SOURCE, "{\"sources\": // comment\n[]}");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .startsWith("{\"detail\":[{\"type\":\"json_invalid\",\"loc\":[\"body\",")
        .endsWith("],\"msg\":\"JSON decode error\"}]}");
  }

  @Test
  void anEmptyBodyIsAMissingBody() throws Exception {
    assertThat(client.postJson(SOURCE, "").body())
        .isEqualTo(json("{'detail':[{'type':'missing','loc':['body'],'msg':'Field required'}]}"));
  }

  @Test
  void aBodyThatIsNotJsonByTypeIsRefused() throws Exception {
    assertThat(client.post(SOURCE, "text/plain", BodyPublishers.ofString("{}")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void aFormWithoutFilesOrWithTextForThemIsRefused() throws Exception {
    assertThat(client.postForm(FILE, Part.text("do_ocr", "true")).body())
        .isEqualTo(
            json("{'detail':[{'type':'missing','loc':['body','files'],'msg':'Field required'}]}"));
    assertThat(client.postForm(FILE, Part.text("files", "text")).body())
        .isEqualTo(
            "{\"detail\":[{\"type\":\"value_error\",\"loc\":[\"body\",\"files\",0],\"msg\":\"Value error, Expected UploadFile, received: <class 'str'>\"}]}");
    assertThat(client.postJson(FILE, "{}").body())
        .isEqualTo(
            json("{'detail':[{'type':'missing','loc':['body','files'],'msg':'Field required'}]}"));
  }

  @Test
  void exclusiveOptionsOfAFormAreNamedAtTheBody() throws Exception {
    HttpResponse<String> answer =
        client.postForm(
            FILE,
            Part.file("a.pdf", PDF),
            Part.text("picture_description_preset", "p"),
            Part.text("picture_description_api", "{\"url\":\"http://h\"}"));

    assertThat(answer.body())
        .startsWith(
            json(
                "{'detail':[{'type':'value_error','loc':['body'],'msg':'Value error, Cannot mix legacy"));
    api.assertSpoolIsEmpty();
  }

  @Test
  void aFormThatIsNoneIsABadRequest() throws Exception {
    HttpResponse<String> noBoundary =
        client.post(FILE, "multipart/form-data", BodyPublishers.ofString("x"));
    HttpResponse<String> noParts =
        client.post(FILE, "multipart/form-data; boundary=b", BodyPublishers.ofString("nothing"));

    assertThat(noBoundary.statusCode()).isEqualTo(400);
    assertThat(noBoundary.body()).isEqualTo("{\"detail\":\"Missing boundary in multipart.\"}");
    assertThat(noParts.statusCode()).isEqualTo(400);
    assertThat(noParts.body()).isEqualTo("{\"detail\":\"Invalid multipart data.\"}");
  }

  /// Single quotes outside of double-quoted sentences become double ones.
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder();
    boolean sentence = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      sentence ^= c == '"';
      json.append(c == '\'' && !sentence ? '"' : c);
    }
    return json.toString();
  }
}
