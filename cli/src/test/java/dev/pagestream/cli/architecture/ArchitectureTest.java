package dev.pagestream.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// How our code is made, all modules alike.
@AnalyzeClasses(packages = "dev.pagestream", importOptions = ProductCode.class)
final class ArchitectureTest {
  /// Where a thread may sleep; everywhere else it waits for something, or gives its call slot up
  /// first.
  private static final Set<String> SLEEPERS =
      Set.of(
          // CallSlot.park: the one way a handler waits.
          "dev.pagestream.runtime.consume.Call",
          // Keeps its call slot on purpose: a parked call is cut short, and its paid answer lost.
          "dev.pagestream.vlm.BlobAnswerStore",
          // On the stream thread, which has nothing else to do.
          "dev.pagestream.assembler.streams.EventReader",
          // These watch other processes, or services that tell only when asked.
          "dev.pagestream.embedded.LostMarkers",
          "dev.pagestream.standalone.LocalSystem",
          "dev.pagestream.cli.DeadLettersCommand",
          "dev.pagestream.cli.convert.ConversionRun");

  private static final DescribedPredicate<JavaClass> GENERATED =
      resideInAPackage("dev.pagestream.schema..");

  private static final DescribedPredicate<JavaClass> CLOSED =
      describe(
          "final, an interface, an enum, sealed or an exception",
          type ->
              type.getModifiers().contains(JavaModifier.FINAL)
                  || type.isInterface()
                  || type.isEnum()
                  || type.reflect().isSealed()
                  || type.isAssignableTo(Throwable.class));

  private static final DescribedPredicate<JavaClass> NULL_MARKED =
      describe(
          "in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class));

  @ArchTest
  static final ArchRule NO_CLASS_IS_NAMED_AFTER_WHAT_IT_IS_NOT =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Common")
          .orShould()
          .haveSimpleNameEndingWith("Base");

  @ArchTest
  static final ArchRule NOTHING_CAN_BE_EXTENDED_BY_ACCIDENT =
      classes().that().areTopLevelClasses().and(not(GENERATED)).should(be(CLOSED));

  @ArchTest
  static final ArchRule EVERY_PACKAGE_SAYS_WHAT_MAY_BE_NULL =
      classes().that(not(GENERATED)).should(be(NULL_MARKED));

  @ArchTest
  static final ArchRule NO_STATE_IS_STATIC =
      fields().that().areStatic().and().areDeclaredInClassesThat(not(GENERATED)).should().beFinal();

  @ArchTest
  static final ArchRule NO_STATE_HANGS_ON_A_THREAD =
      noClasses().should().dependOnClassesThat(assignableTo(ThreadLocal.class));

  @ArchTest
  static final ArchRule ONLY_A_MAIN_ENDS_THE_PROCESS =
      noClasses()
          .that(not(simpleNameEndingWith("Main")))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule NOBODY_SLEEPS_WHO_COULD_WAIT =
      noClasses()
          .that(not(describe("allowed to sleep", type -> SLEEPERS.contains(outermost(type)))))
          .should()
          .callMethodWhere(
              describe(
                  "Thread.sleep",
                  call ->
                      call.getTarget().getOwner().isEquivalentTo(Thread.class)
                          && call.getTarget().getName().equals("sleep")));

  @ArchTest
  static final ArchRule WHAT_HAPPENS_IS_LOGGED_THROUGH_SLF4J =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
      noClasses()
          .that(not(resideInAPackage("dev.pagestream.cli..")))
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  private ArchitectureTest() {}

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getName());
  }
}
