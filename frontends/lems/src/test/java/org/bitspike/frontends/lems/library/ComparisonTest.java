package org.bitspike.frontends.lems.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitspike.frontends.lems.library.CoreTypes.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The comparison of libraries sees every change: each declaration of the library left out, each
 * expression slightly off, each test turned round is told as a difference from the library itself.
 */
class ComparisonTest {

  private CoreTypes library;
  private CoreTypes mutant;
  private TypeComparison comparison;

  @BeforeEach
  void read() throws IOException {
    library = CoreTypes.read(CoreTypes.FILES, CoreLibraryTest::library);
    mutant = CoreTypes.read(CoreTypes.FILES, CoreLibraryTest::library);
    comparison = new TypeComparison(library, mutant);
  }

  @Test
  void typesEqualThemselves() {
    for (String name : library.types().keySet()) {
      assertThat(comparison.differences(name)).as(name).isEmpty();
    }
  }

  @Test
  void everyDeclarationLeftOutIsSeen() {
    List<String> unseen = new ArrayList<>();
    for (Type type : mutant.types().values()) {
      for (Element e : CoreTypes.children(type.element())) {
        if (e.getLocalName().equals("Dynamics")) {
          continue;
        }
        Node next = e.getNextSibling();
        type.element().removeChild(e);
        if (comparison.differences(type.name()).isEmpty() && !inherits(type, e)) {
          unseen.add(type.name() + " " + CoreTypes.attributes(e));
        }
        type.element().insertBefore(e, next);
      }
    }
    assertThat(unseen).isEmpty();
  }

  private boolean inherits(Type type, Element e) {
    return type.parent()
        .filter(p -> mutant.inherited(p, e.getLocalName()).containsKey(e.getAttribute("name")))
        .isPresent();
  }

  @Test
  void everyExpressionThatIsOffIsSeen() {
    List<String> unseen = new ArrayList<>();
    for (Type type : mutant.types().values()) {
      mutant.nearest(type.name(), "Dynamics").ifPresent(d -> mutate(type, d, unseen));
    }
    // the standard's silentSynapse looks at its peer and does nothing with it
    assertThat(unseen)
        .containsExactly("silentSynapse {dimension=voltage, name=vpeer, select=peer/v}");
  }

  private void mutate(Type type, Element scope, List<String> unseen) {
    for (Element e : CoreTypes.children(scope)) {
      for (String attribute : List.of("value", "test", "condition", "select", "exposure")) {
        Optional<String> right = CoreTypes.attribute(e, attribute);
        if (right.isPresent()) {
          e.setAttribute(attribute, wrong(attribute, right.get()));
          boolean seen = !comparison.differences(type.name()).isEmpty();
          e.setAttribute(attribute, right.get());
          if (!seen) {
            unseen.add(type.name() + " " + CoreTypes.attributes(e));
          }
        }
      }
      mutate(type, e, unseen);
    }
  }

  private static String wrong(String attribute, String right) {
    return switch (attribute) {
      case "value" -> "(" + right + ") * 1.0001 + 0.0001";
      case "test", "condition" -> "0 .gt. 1 .or. (" + right + ") .and. 2 .lt. 1";
      default -> right + "2";
    };
  }
}
