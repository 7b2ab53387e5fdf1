package org.bitspike.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes sub-commands, giving each the root command it speaks through. */
final class Commands implements CommandLine.IFactory {

  private final Bitspike root;

  Commands(Bitspike root) {
    this.root = root;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Bitspike.class) {
        return type.cast(constructor.newInstance(root));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
