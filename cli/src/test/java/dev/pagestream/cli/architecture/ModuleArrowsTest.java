package dev.pagestream.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may know whom. Maven draws the same arrows between modules; these also hold inside a class
/// path that has all of them, and say what a module must not reach for outside of ours.
@AnalyzeClasses(packages = "dev.pagestream", importOptions = ProductCode.class)
final class ModuleArrowsTest {
  private static final String[] SCHEMAS = {
    "dev.pagestream.schema..",
    "dev.pagestream.serde..",
    "dev.pagestream.topics..",
    "dev.pagestream.events.."
  };
  private static final String[] SERVICES = {
    "dev.pagestream.ingest..",
    "dev.pagestream.pageworker..",
    "dev.pagestream.vlm..",
    "dev.pagestream.assembler.."
  };

  @ArchTest
  static final ArchRule MODULES_KNOW_ONLY_WHAT_LIES_BELOW_THEM =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.pagestream..")
          .layer("schemas")
          .definedBy(SCHEMAS)
          .layer("document")
          .definedBy("dev.pagestream.document..")
          .layer("runtime")
          .definedBy("dev.pagestream.runtime..")
          .layer("blobstore")
          .definedBy("dev.pagestream.blobstore..")
          .layer("embedded")
          .definedBy("dev.pagestream.embedded..")
          .layer("ingest-service")
          .definedBy("dev.pagestream.ingest..")
          .layer("page-worker")
          .definedBy("dev.pagestream.pageworker..")
          .layer("vlm-worker")
          .definedBy("dev.pagestream.vlm..")
          .layer("assembler")
          .definedBy("dev.pagestream.assembler..")
          .layer("standalone")
          .definedBy("dev.pagestream.standalone..")
          .layer("cli")
          .definedBy("dev.pagestream.cli..")
          .ensureAllClassesAreContainedInArchitecture()
          .whereLayer("schemas")
          .mayNotAccessAnyLayer()
          .whereLayer("document")
          .mayNotAccessAnyLayer()
          .whereLayer("runtime")
          .mayNotAccessAnyLayer()
          .whereLayer("blobstore")
          .mayOnlyAccessLayers("runtime")
          .whereLayer("embedded")
          .mayOnlyAccessLayers("schemas")
          .whereLayer("ingest-service")
          .mayOnlyAccessLayers("schemas", "document", "runtime", "blobstore")
          .whereLayer("page-worker")
          .mayOnlyAccessLayers("schemas", "document", "runtime", "blobstore")
          .whereLayer("vlm-worker")
          .mayOnlyAccessLayers("schemas", "document", "runtime", "blobstore")
          .whereLayer("assembler")
          .mayOnlyAccessLayers("schemas", "document", "runtime", "blobstore")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("standalone")
          .mayOnlyBeAccessedByLayers("cli");

  @ArchTest
  static final ArchRule DOCUMENT_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("dev.pagestream.document..")
          .should()
          .dependOnClassesThat(
              not(
                  resideInAnyPackage(
                      "dev.pagestream.document..",
                      "java.lang..",
                      "java.util..",
                      "java.math..",
                      "java.time..",
                      "java.text..",
                      "java.io",
                      "java.nio",
                      "java.nio.charset",
                      "java.security",
                      "tools.jackson..",
                      "com.fasterxml.jackson.annotation..",
                      "com.google.errorprone.annotations..",
                      "org.jspecify.annotations..")))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)");

  @ArchTest
  static final ArchRule ONLY_WHO_READS_OR_WRITES_EVENTS_KNOWS_THEIR_CLASSES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.pagestream.document..",
              "dev.pagestream.runtime..",
              "dev.pagestream.blobstore..",
              "dev.pagestream.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.pagestream.schema..");

  @ArchTest
  static final ArchRule THE_BLOB_STORE_KNOWS_OF_THE_RUNTIME_ONLY_THE_CONFIGURATION =
      noClasses()
          .that()
          .resideInAPackage("dev.pagestream.blobstore..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.pagestream.runtime..")
                  .and(not(resideInAPackage("dev.pagestream.runtime.config"))));

  @ArchTest
  static final ArchRule LOCAL_MODE_KNOWS_OF_A_SERVICE_ONLY_HOW_TO_CONFIGURE_AND_START_IT =
      noClasses()
          .that()
          .resideInAPackage("dev.pagestream.standalone..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(SERVICES)
                  .and(not(simpleNameEndingWith("Config").or(simpleNameEndingWith("Service")))));

  @ArchTest
  static final ArchRule ONLY_THE_BLOB_STORE_KNOWS_THE_S3_SDK =
      noClasses()
          .that(not(resideInAPackage("dev.pagestream.blobstore..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  @ArchTest
  static final ArchRule ONLY_THE_EMBEDDED_BROKER_KNOWS_THE_INSIDE_OF_KAFKA =
      noClasses()
          .that(not(resideInAPackage("dev.pagestream.embedded..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..");

  @ArchTest
  static final ArchRule ONLY_AVRO_NEEDS_THE_OLD_JACKSON =
      noClasses()
          .that(not(resideInAnyPackage("dev.pagestream.serde..", "dev.pagestream.embedded..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..");

  private ModuleArrowsTest() {}
}
