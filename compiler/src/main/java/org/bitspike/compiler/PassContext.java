package org.bitspike.compiler;

import java.util.ArrayList;
import java.util.List;
import org.bitspike.ir.diag.Diagnostic;
import org.bitspike.ir.diag.Diagnostics;
import org.bitspike.ir.loss.Loss;
import org.bitspike.ir.loss.LossReport.FormatChoice;
import org.bitspike.ir.loss.LossReport.ResourceUse;
import org.bitspike.ir.profile.HardwareProfile;
import org.bitspike.ir.recording.Recording;

/** What every pass may read, and where it reports. One per compilation; not thread-safe. */
public final class PassContext {

  private final HardwareProfile profile;
  private final Recording reference;
  private final CompileOptions options;
  private final List<Loss> losses = new ArrayList<>();
  private final List<FormatChoice> formats = new ArrayList<>();
  private final List<ResourceUse> uses = new ArrayList<>();
  private final Diagnostics diagnostics = new Diagnostics();
  private final double dt;
  private String pass = "";
  private double begun;
  private double told;
  private double width;

  PassContext(HardwareProfile profile, Recording reference, CompileOptions options, double dt) {
    this.profile = profile;
    this.reference = reference;
    this.options = options;
    this.dt = dt;
  }

  /** The chip. */
  public HardwareProfile profile() {
    return profile;
  }

  /** What the float simulation of the network gave. */
  public Recording reference() {
    return reference;
  }

  /** How to compile. */
  public CompileOptions options() {
    return options;
  }

  /** Length of a tick, s. */
  public double dt() {
    return dt;
  }

  /** A pass begins, the {@code index}th of {@code all}. */
  void begin(String id, int index, int all) {
    pass = id;
    begun = (double) index / all;
    width = 1.0 / all;
    progress(0, 1);
  }

  /** Tells how far the pass is. Cheap, so that it can be told for each projection or block. */
  public void progress(long done, long all) {
    told = Math.max(told, begun + width * Math.min(done, all) / Math.max(1, all));
    options.progress().at(pass, told);
  }

  /** Reports a change of the model's meaning. */
  public void lose(Loss loss) {
    losses.add(loss);
  }

  /** Reports how a format was chosen. */
  public void choose(FormatChoice choice) {
    formats.add(choice);
  }

  /** Reports how much of a resource is taken, in place of what was said of it before. */
  public void use(String resource, long used, long available) {
    uses.removeIf(u -> u.resource().equals(resource));
    uses.add(new ResourceUse(resource, used, available));
  }

  /** Reports a finding; errors stop the compilation when the pass is done. */
  public void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  /** Stops now if an error was reported. */
  public void stopOnErrors() {
    diagnostics.throwIfErrors();
  }

  List<Loss> losses() {
    return losses;
  }

  List<FormatChoice> formats() {
    return formats;
  }

  List<ResourceUse> uses() {
    return uses;
  }
}
