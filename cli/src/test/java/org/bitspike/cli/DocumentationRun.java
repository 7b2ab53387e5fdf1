package org.bitspike.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.bitspike.cli.DocumentationPage.Block;
import org.bitspike.conformance.CaseFile;
import org.bitspike.conformance.CaseRunner;
import org.bitspike.conformance.ConformanceCase;
import org.bitspike.conformance.ModelFile;
import org.bitspike.hwprofiles.Profiles;
import org.bitspike.ir.kernel.KernelText;
import org.bitspike.ir.kernel.KernelVerifier;
import org.bitspike.ir.spi.RunOverrides;

/** Runs the blocks of one page, in order, in one folder. */
final class DocumentationRun {

  private static final Pattern EXIT_CODE =
      Pattern.compile("\\s+# exit code (\\d)(?: or (\\d))?\\s*$");

  private static final Pattern VERDICT =
      Pattern.compile("^\\./bitspike (check|compare) (?!--help)");

  /** Programs that a page may use besides bitspike and what it has compiled itself. */
  private static final Set<String> PROGRAMS =
      Set.of("cat", "cmp", "gcc", "grep", "head", "iverilog", "ls", "mkdir", "vvp", "wc");

  private final Path root;
  private final Path folder;
  private String lastOutput = "";

  DocumentationRun(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /** What the last command or class printed, without trailing blanks. */
  List<String> lastOutput() {
    return lastOutput.stripTrailing().lines().map(String::stripTrailing).toList();
  }

  /** Does with a block what its language asks for. */
  void run(Block block) throws Exception {
    if (block.notRun().isPresent()) {
      assertThat(block.notRun().get()).as("the reason why the block is not run").isNotBlank();
      return;
    }
    if (block.file().isPresent()) {
      Path file = folder.resolve(block.file().get());
      Files.createDirectories(file.getParent());
      Files.writeString(file, block.text());
    }
    switch (block.language()) {
      case "sh" -> commands(block);
      case "java" -> compile(block);
      case "yaml" -> yaml(block);
      case "xml" -> model(block);
      case "kernel" -> kernel(block);
      case "chips" -> lastOutput = LibraryTypes.chips();
      case "text" -> {
        // an output; compared by the caller where it is marked exact
      }
      default ->
          fail(
              "a block of language '%s' needs a comment <!-- not run: reason --> above it",
              block.language());
    }
  }

  private void commands(Block block) throws Exception {
    StringBuilder command = new StringBuilder();
    for (String line : block.content()) {
      if (line.endsWith("\\")) {
        command.append(line, 0, line.length() - 1);
        continue;
      }
      command.append(line);
      if (!command.toString().isBlank() && !command.toString().startsWith("#")) {
        command(command.toString().strip());
      }
      command.setLength(0);
    }
  }

  private void command(String line) throws Exception {
    Matcher matcher = EXIT_CODE.matcher(line);
    Set<Integer> expected = new TreeSet<>();
    if (matcher.find()) {
      expected.add(Integer.parseInt(matcher.group(1)));
      Optional.ofNullable(matcher.group(2)).map(Integer::parseInt).ifPresent(expected::add);
    } else {
      expected.add(ExitCode.FINE);
      if (VERDICT.matcher(line).find()) {
        // a verdict is an answer; a page that means a certain one says which
        expected.add(ExitCode.DIFFERENT);
      }
    }
    String command = line.replaceFirst("\\s+#.*$", "");
    if (command.startsWith("./bitspike")) {
      bitspike(command, expected);
    } else {
      shell(command, expected);
    }
  }

  private void bitspike(String command, Set<Integer> expected) throws IOException {
    String[] parts = command.split("\\s+>\\s*");
    List<String> words = new ArrayList<>(List.of(parts[0].split("\\s+")));
    words.removeFirst();
    if (words.contains("simulate") && !command.matches(".*(--output-dir|-outputdir|--help).*")) {
      words.addAll(List.of("--output-dir", ".")); // the page's folder is the working one
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = new String[words.size()];
    for (int at = 0; at < arguments.length; at++) {
      boolean output = at > 0 && words.get(at - 1).matches("-o|--output|--output-dir|-outputdir");
      arguments[at] = output ? folder.resolve(words.get(at)).toString() : resolved(words.get(at));
    }
    int code =
        Bitspike.run(arguments, new Terminal(new PrintWriter(out), new PrintWriter(err), false));
    lastOutput = readable(out.toString());
    assertThat(code)
        .as("exit code of %s%n%s%n%s", command, lastOutput, readable(err.toString()))
        .isIn(expected);
    if (parts.length > 1) {
      Files.writeString(folder.resolve(parts[1].strip()), out.toString());
    }
    if (code == ExitCode.BAD_INPUT) {
      lastOutput = readable(err.toString());
    }
  }

  /** Paths as the reader would write them, so that outputs are the same on every machine. */
  private String readable(String output) {
    return output.replace(folder + "/", "").replace(root + "/", "");
  }

  /** A path below the checkout or below the page's folder, or the word itself. */
  private String resolved(String word) {
    if (word.matches("(examples|hw-profiles|benchmarks)/.*")) {
      return root.resolve(word).toString();
    }
    boolean path =
        word.matches(
                "[\\w./-]+\\.(bspn|bspp|bspr|bsps|html|xml|json|yaml|txt|csv|npy|nml|nml\\.h5|nir|omt)")
            || word.endsWith("/");
    return path && !word.startsWith("/") ? folder.resolve(word).toString() : word;
  }

  private void shell(String command, Set<Integer> expected)
      throws IOException, InterruptedException {
    String program = command.split("\\s+")[0];
    assertThat(PROGRAMS.contains(program) || Files.isExecutable(folder.resolve(program)))
        .as("'%s' is neither bitspike, nor made by the page, nor one of %s", program, PROGRAMS)
        .isTrue();
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    lastOutput = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
    assertThat(process.exitValue()).as("exit code of %s%n%s", command, lastOutput).isIn(expected);
  }

  private void compile(Block block) throws Exception {
    Matcher name =
        Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record|interface) (\\w+)")
            .matcher(block.text());
    assertThat(name.find()).as("a Java block is a whole class").isTrue();
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path source = folder.resolve(name.group(1) + ".java");
    Files.writeString(source, block.text());
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-Xlint:all,-path,-processing",
                "-proc:none",
                "-Werror",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    if (block.text().contains("void main(")) {
      main(classes, name.group(1));
    }
  }

  private void main(Path classes, String name) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      var main = loader.loadClass(name).getDeclaredMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[] {folder.toString()});
    } catch (InvocationTargetException e) {
      throw new AssertionError(name + " failed", e.getCause());
    } finally {
      System.setOut(before);
    }
    lastOutput = readable(printed.toString(StandardCharsets.UTF_8));
  }

  private void yaml(Block block) throws IOException {
    Path file = saved(block, "block.yaml");
    if (block.text().contains("\nmodel:") || block.text().startsWith("model:")) {
      ConformanceCase read = CaseFile.read(file);
      if (Files.exists(read.model())) {
        assertThat(CaseRunner.run(read).failures()).as("the case holds").isEmpty();
      }
    } else {
      assertThat(block.text())
          .as("a YAML block is a profile or a conformance case")
          .contains("profile:");
      assertThat(Profiles.load(file.toString(), List.of()).name()).isNotBlank();
    }
  }

  private void model(Block block) throws IOException {
    ModelFile.read(saved(block, "block.xml"), List.of(), RunOverrides.NONE);
  }

  private static void kernel(Block block) {
    assertThat(KernelVerifier.verify(KernelText.parse(block.text()))).isEmpty();
  }

  private Path saved(Block block, String otherwise) throws IOException {
    Path file = folder.resolve(block.file().orElse(otherwise));
    Files.writeString(file, block.text());
    return file;
  }
}
