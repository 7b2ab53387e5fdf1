package org.bitspike.frontends.nir;

import java.util.Arrays;
import org.bitspike.ir.diag.Code;

/** Convolutions and pooling over one or two dimensions, written out as matrices. */
final class Convolution {

  private final Faults faults;
  private final LinearMaps maps;

  Convolution(Faults faults, LinearMaps maps) {
    this.faults = faults;
    this.maps = maps;
  }

  /** The grid: channels first, then one or two dimensions; a missing one is 1. */
  private record Grid(int channels, int height, int width) {}

  private record Kernel(
      int outChannels, int inPerGroup, int height, int width, int groups, double[] weight) {}

  private record Steps(int strideY, int strideX, int padY, int padX, int dilY, int dilX) {}

  LinearMap convolution(NirNode node, int[] inShape) {
    boolean flat = node.type().equals("Conv1d");
    Tensor w = maps.parameter(node, "weight");
    if (w.shape().length != (flat ? 3 : 4)) {
      throw faults.error(Code.F_BAD_VALUE, node.path(), "weight has the shape " + w.shapeText());
    }
    int[] s = w.shape();
    int groups = node.number("groups").map(t -> (int) t.at(0)).orElse(1);
    Kernel kernel = new Kernel(s[0], s[1], flat ? 1 : s[2], s[s.length - 1], groups, w.values());
    Grid grid = grid(node, inShape, flat, Math.multiplyExact(s[1], groups));
    if (groups < 1 || grid.channels() != s[1] * groups || s[0] % groups != 0) {
      throw maps.mismatch(
          node, "weight " + w.shapeText() + " in " + groups + " groups", s[1], grid.channels());
    }
    Tensor bias = node.number("bias").orElse(Tensor.scalar(0));
    if (bias.size() != s[0] && bias.size() != 1) {
      throw maps.mismatch(node, "bias " + bias.shapeText(), bias.size(), s[0]);
    }
    return map(node, flat, grid, kernel, steps(node, flat, kernel, true), bias);
  }

  LinearMap pooling(NirNode node, int[] inShape) {
    Tensor size = maps.parameter(node, "kernel_size");
    int height = (int) size.at(0);
    int width = (int) size.at(size.size() - 1);
    Grid grid = grid(node, inShape, false, inShape.length == 3 ? inShape[0] : 1);
    if (height < 1 || width < 1) {
      throw faults.error(Code.F_BAD_VALUE, node.path(), "kernel_size is below 1");
    }
    double each = node.type().equals("AvgPool2d") ? 1.0 / height / width : 1;
    double[] weight = new double[grid.channels() * height * width];
    Arrays.fill(weight, each);
    Kernel kernel = new Kernel(grid.channels(), 1, height, width, grid.channels(), weight);
    return map(node, false, grid, kernel, steps(node, false, kernel, false), Tensor.scalar(0));
  }

  private Grid grid(NirNode node, int[] inShape, boolean flat, int channels) {
    int[] space = new int[0];
    Tensor given = node.number("input_shape").orElse(null);
    if (inShape.length == (flat ? 2 : 3)) {
      return new Grid(inShape[0], flat ? 1 : inShape[1], inShape[inShape.length - 1]);
    }
    if (given != null && given.size() > 0) {
      space = Arrays.stream(given.values()).mapToInt(d -> (int) d).toArray();
    }
    int size = Tensor.product(inShape);
    if (space.length == 1 && flat && space[0] * channels == size) {
      return new Grid(channels, 1, space[0]);
    }
    if (space.length == 2 && !flat && space[0] * space[1] * channels == size) {
      return new Grid(channels, space[0], space[1]);
    }
    throw faults.unsupported(
        node,
        "neither input_shape nor the signal "
            + Arrays.toString(inShape)
            + " says what its channels and dimensions are");
  }

  private Steps steps(NirNode node, boolean flat, Kernel kernel, boolean dilates) {
    int[] stride = pair(node, "stride", flat, 1);
    int[] dilation = dilates ? pair(node, "dilation", flat, 1) : new int[] {1, 1};
    int[] padding;
    String text = node.texts().get("padding");
    if (text == null) {
      padding = pair(node, "padding", flat, 0);
    } else if (text.equals("valid")) {
      padding = new int[2];
    } else if (text.equals("same") && kernel.height() % 2 == 1 && kernel.width() % 2 == 1) {
      padding =
          new int[] {
            dilation[0] * (kernel.height() - 1) / 2, dilation[1] * (kernel.width() - 1) / 2
          };
    } else {
      throw faults.unsupported(node, "padding '" + text + "' of a kernel of even size");
    }
    if (stride[0] < 1 || stride[1] < 1 || dilation[0] < 1 || dilation[1] < 1) {
      throw faults.error(Code.F_BAD_VALUE, node.path(), "stride or dilation is below 1");
    }
    return new Steps(stride[0], stride[1], padding[0], padding[1], dilation[0], dilation[1]);
  }

  private static int[] pair(NirNode node, String name, boolean flat, int otherwise) {
    Tensor t = node.number(name).filter(x -> x.size() > 0).orElse(Tensor.scalar(otherwise));
    int last = (int) t.at(t.size() - 1);
    return flat
        ? new int[] {name.equals("padding") ? 0 : 1, last}
        : new int[] {(int) t.at(0), last};
  }

  private LinearMap map(
      NirNode node, boolean flat, Grid in, Kernel kernel, Steps step, Tensor bias) {
    int rows = extent(in.height(), kernel.height(), step.padY(), step.dilY(), step.strideY());
    int columns = extent(in.width(), kernel.width(), step.padX(), step.dilX(), step.strideX());
    if (rows < 1 || columns < 1) {
      throw faults.error(
          Code.F_BAD_VALUE, node.path(), "the kernel is larger than the signal with its padding");
    }
    long most =
        (long) kernel.outChannels()
            * rows
            * columns
            * kernel.inPerGroup()
            * kernel.height()
            * kernel.width();
    if (most > LinearMap.MOST) {
      throw faults.error(
          Code.F_TOO_LARGE,
          node.path(),
          "written out it has " + most + " connections, at most " + LinearMap.MOST);
    }
    int[] from = new int[(int) most];
    int[] to = new int[(int) most];
    double[] weight = new double[(int) most];
    int count = 0;
    int outPerGroup = kernel.outChannels() / kernel.groups();
    for (int o = 0; o < kernel.outChannels(); o++) {
      for (int i = 0; i < kernel.inPerGroup(); i++) {
        int channel = o / outPerGroup * kernel.inPerGroup() + i;
        for (int ky = 0; ky < kernel.height(); ky++) {
          for (int kx = 0; kx < kernel.width(); kx++) {
            int at = ((o * kernel.inPerGroup() + i) * kernel.height() + ky) * kernel.width() + kx;
            double w = kernel.weight()[at];
            for (int y = 0; y < rows && w != 0; y++) {
              int fromY = y * step.strideY() - step.padY() + ky * step.dilY();
              for (int x = 0; x < columns; x++) {
                int fromX = x * step.strideX() - step.padX() + kx * step.dilX();
                if (fromY >= 0 && fromY < in.height() && fromX >= 0 && fromX < in.width()) {
                  from[count] = (channel * in.height() + fromY) * in.width() + fromX;
                  to[count] = (o * rows + y) * columns + x;
                  weight[count++] = w;
                }
              }
            }
          }
        }
      }
    }
    double[] constant = new double[kernel.outChannels() * rows * columns];
    Arrays.setAll(constant, k -> bias.at(k / (rows * columns)));
    int[] outShape =
        flat
            ? new int[] {kernel.outChannels(), columns}
            : new int[] {kernel.outChannels(), rows, columns};
    return LinearMap.of(
        outShape,
        in.channels() * in.height() * in.width(),
        Arrays.copyOf(from, count),
        Arrays.copyOf(to, count),
        Arrays.copyOf(weight, count),
        constant);
  }

  private static int extent(int size, int kernel, int pad, int dilation, int stride) {
    return Math.floorDiv(size + 2 * pad - dilation * (kernel - 1) - 1, stride) + 1;
  }
}
