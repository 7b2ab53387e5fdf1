package org.bitspike.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class ConformanceEngineTest {

  @TempDir private static Path folder;

  private final ConformanceEngine engine = new ConformanceEngine();
  private final UniqueId id = UniqueId.forEngine(engine.getId());

  @ConformanceCases("${conformance.engine.test}/deep")
  private static final class Marked {}

  private static final class Unmarked {}

  @Test
  void findsCasesBelowAFolderInOrder() throws IOException {
    Path deep = cases();
    TestDescriptor root = engine.discover(request(folder.toString(), null), id);
    assertThat(root.getChildren().stream().map(TestDescriptor::getDisplayName).toList())
        .containsExactly(deep.getFileName() + "/a", deep.getFileName() + "/b");
  }

  @Test
  void findsCasesThatAnAnnotatedClassStandsFor() throws IOException {
    cases();
    System.setProperty("conformance.engine.test", folder.toString());
    TestDescriptor ofClass =
        engine.discover(request(null, Marked.class), id).getChildren().iterator().next();
    assertThat(ofClass.getDisplayName()).isEqualTo("Marked");
    assertThat(ofClass.getChildren()).hasSize(2);
    assertThat(engine.discover(request(null, Unmarked.class), id).getChildren()).isEmpty();
  }

  @Test
  void aCaseThatCannotBeReadFailsWithItsDiagnostics() throws IOException {
    cases();
    List<TestExecutionResult> results = new ArrayList<>();
    TestExecutionListener listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
              results.add(result);
            }
          }
        };
    LauncherFactory.create()
        .execute(
            LauncherExecutionRequestBuilder.request(
                    LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectDirectory(folder.toString()))
                        .filters(EngineFilter.includeEngines(engine.getId()))
                        .build())
                .listeners(listener)
                .build());
    assertThat(results)
        .hasSize(2)
        .allMatch(r -> r.getStatus() == TestExecutionResult.Status.FAILED);
    assertThat(results.getFirst().getThrowable().orElseThrow())
        .hasMessageContaining("BS-K002")
        .hasMessageContaining("the case lacks 'profile'");
  }

  private static Path cases() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("deep"));
    Files.writeString(deep.resolve("b.conformance.yaml"), "model: n.xml\n");
    Files.writeString(deep.resolve("a.conformance.yaml"), "model: n.xml\n");
    Files.writeString(deep.resolve("other.yaml"), "");
    return deep;
  }

  private static EngineDiscoveryRequest request(String directory, Class<?> type) {
    LauncherDiscoveryRequestBuilder builder = LauncherDiscoveryRequestBuilder.request();
    if (directory != null) {
      builder.selectors(selectDirectory(directory));
    }
    if (type != null) {
      builder.selectors(selectClass(type));
    }
    return builder.build();
  }
}
