package org.bitspike.conformance.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bitspike.conformance.CaseFile;
import org.bitspike.conformance.CaseRunner;
import org.bitspike.conformance.CaseRunner.CaseResult;
import org.bitspike.conformance.VerdictTable;
import org.bitspike.ir.diag.BitspikeException;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** Runs {@code *.conformance.yaml} files on the JUnit Platform. */
public final class ConformanceEngine implements TestEngine {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
  private static final int MAX_DEPTH = 32;

  @Override
  public String getId() {
    return "bitspike-conformance";
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
    TreeSet<Path> files = new TreeSet<>();
    request.getSelectorsByType(FileSelector.class).forEach(s -> add(s.getPath(), files));
    request.getSelectorsByType(DirectorySelector.class).forEach(s -> addBelow(s.getPath(), files));
    request
        .getSelectorsByType(ClasspathRootSelector.class)
        .forEach(s -> addBelow(Path.of(s.getClasspathRoot()), files));
    for (UniqueIdSelector selector : request.getSelectorsByType(UniqueIdSelector.class)) {
      UniqueId id = selector.getUniqueId();
      if (id.hasPrefix(uniqueId) && id.getLastSegment().getType().equals("case")) {
        add(Path.of(id.getLastSegment().getValue()), files);
      }
    }
    EngineDescriptor root = new EngineDescriptor(uniqueId, "bitspike conformance");
    files.forEach(file -> root.addChild(new CaseDescriptor(uniqueId, file)));
    for (ClassSelector selector : request.getSelectorsByType(ClassSelector.class)) {
      TreeSet<Path> ofClass = new TreeSet<>();
      addOf(selector.getJavaClass(), ofClass);
      if (!ofClass.isEmpty()) {
        ClassDescriptor container = new ClassDescriptor(uniqueId, selector.getJavaClass());
        root.addChild(container);
        ofClass.forEach(
            file -> container.addChild(new CaseDescriptor(container.getUniqueId(), file)));
      }
    }
    return root;
  }

  @Override
  public void execute(ExecutionRequest request) {
    execute(request.getRootTestDescriptor(), request.getEngineExecutionListener());
  }

  private static void execute(TestDescriptor descriptor, EngineExecutionListener listener) {
    listener.executionStarted(descriptor);
    descriptor.getChildren().forEach(child -> execute(child, listener));
    listener.executionFinished(
        descriptor,
        descriptor instanceof CaseDescriptor c ? run(c.file()) : TestExecutionResult.successful());
  }

  private static TestExecutionResult run(Path file) {
    try {
      CaseResult result = CaseRunner.run(CaseFile.read(file));
      return result.holds()
          ? TestExecutionResult.successful()
          : TestExecutionResult.failed(
              new AssertionError(
                  file
                      + ":\n  "
                      + String.join("\n  ", result.failures())
                      + "\n\n"
                      + VerdictTable.print(result.result().verdict())));
    } catch (BitspikeException e) {
      return TestExecutionResult.failed(new AssertionError(e.getMessage(), e));
    } catch (RuntimeException | Error e) {
      return TestExecutionResult.failed(e);
    }
  }

  private static void addOf(Class<?> type, TreeSet<Path> files) {
    ConformanceCases cases = type.getAnnotation(ConformanceCases.class);
    if (cases != null) {
      for (String folder : cases.value()) {
        addBelow(Path.of(filled(folder)), files);
      }
    }
  }

  private static String filled(String text) {
    Matcher name = PLACEHOLDER.matcher(text);
    return name.replaceAll(
        m -> Matcher.quoteReplacement(System.getProperty(m.group(1), m.group())));
  }

  private static void addBelow(Path folder, TreeSet<Path> files) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> below = Files.walk(folder, MAX_DEPTH)) {
      below.forEach(file -> add(file, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Path file, TreeSet<Path> files) {
    if (file.toString().endsWith(CaseFile.ENDING) && Files.isRegularFile(file)) {
      files.add(file.toAbsolutePath().normalize());
    }
  }
}
