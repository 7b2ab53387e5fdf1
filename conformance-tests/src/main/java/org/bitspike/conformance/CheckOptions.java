package org.bitspike.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitspike.compiler.CompileOptions;
import org.bitspike.emulator.Engine;
import org.bitspike.ir.spi.RunOverrides;
import org.bitspike.reference.SimulationOptions.TraceRequest;

/**
 * What to check, and how.
 *
 * @param model file of the model
 * @param includePath further folders to look for included files in
 * @param run duration, step and seed instead of the model's
 * @param profile name of a built-in profile, or path of a YAML file
 * @param overrides {@code key.path=value} each, laid over the profile in order
 * @param traces variables to record in the reference run besides those the model asks for
 * @param compile how to compile
 * @param criteria how far the runs may differ
 * @param engine what is to run the program
 * @param listener told how the check comes on
 */
public record CheckOptions(
    Path model,
    List<Path> includePath,
    RunOverrides run,
    String profile,
    List<String> overrides,
    List<TraceRequest> traces,
    CompileOptions compile,
    Criteria criteria,
    Engine engine,
    CheckListener listener) {

  public CheckOptions {
    includePath = List.copyOf(includePath);
    overrides = List.copyOf(overrides);
    traces = List.copyOf(traces);
  }

  /** A model on a profile, with everything else as it is by default. */
  public static CheckOptions of(Path model, String profile) {
    return new CheckOptions(
        model,
        List.of(),
        RunOverrides.NONE,
        profile,
        List.of(),
        List.of(),
        CompileOptions.defaults(),
        Criteria.defaults(),
        Engine.AUTO,
        CheckListener.SILENT);
  }

  /** The same with an include path. */
  public CheckOptions withIncludePath(List<Path> folders) {
    return new CheckOptions(
        model, folders, run, profile, overrides, traces, compile, criteria, engine, listener);
  }

  /** The same with another duration, step or seed. */
  public CheckOptions withRun(RunOverrides other) {
    return new CheckOptions(
        model, includePath, other, profile, overrides, traces, compile, criteria, engine, listener);
  }

  /** The same with these overrides of the profile. */
  public CheckOptions withOverrides(List<String> keysAndValues) {
    return new CheckOptions(
        model,
        includePath,
        run,
        profile,
        keysAndValues,
        traces,
        compile,
        criteria,
        engine,
        listener);
  }

  /** The same, also recording a variable in the reference run. */
  public CheckOptions withTrace(TraceRequest trace) {
    List<TraceRequest> more = new ArrayList<>(traces);
    more.add(trace);
    return new CheckOptions(
        model, includePath, run, profile, overrides, more, compile, criteria, engine, listener);
  }

  /** The same, compiled otherwise. */
  public CheckOptions withCompile(CompileOptions how) {
    return new CheckOptions(
        model, includePath, run, profile, overrides, traces, how, criteria, engine, listener);
  }

  /** The same under other criteria. */
  public CheckOptions withCriteria(Criteria other) {
    return new CheckOptions(
        model, includePath, run, profile, overrides, traces, compile, other, engine, listener);
  }

  /** The same on another engine. */
  public CheckOptions withEngine(Engine other) {
    return new CheckOptions(
        model, includePath, run, profile, overrides, traces, compile, criteria, other, listener);
  }

  /** The same with a listener. */
  public CheckOptions withListener(CheckListener other) {
    return new CheckOptions(
        model, includePath, run, profile, overrides, traces, compile, criteria, engine, other);
  }
}
