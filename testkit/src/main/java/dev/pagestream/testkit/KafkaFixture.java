package dev.pagestream.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one [KafkaCluster] of the run, started when first asked for, and a [TestSystem]
/// of their own: `@BeforeEach` and the test method get the same one, the next test another.
public final class KafkaFixture implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(KafkaFixture.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == KafkaCluster.class || type == TestSystem.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    KafkaCluster kafka =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(KafkaCluster.class, _ -> KafkaCluster.start(), KafkaCluster.class);
    if (parameter.getParameter().getType() == KafkaCluster.class) {
      return kafka;
    }
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(TestSystem.class, _ -> TestSystem.create(kafka), TestSystem.class);
  }
}
