// SPDX-FileCopyrightText: Copyright 2026 The Entrawatch authors
// SPDX-License-Identifier: Apache-2.0
package io.entrawatch.rule.file;

import io.entrawatch.rule.Triage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * The investigation guide of a rule ({@code note}, in Markdown): the items of the lists that stand
 * under headings which say what to check and what to do.
 */
final class Guide {
  private static final Parser MARKDOWN = Parser.builder().maxOpenBlockParsers(50).build();

  private static final Set<String> CHECK =
      Set.of(
          "possible investigation steps",
          "investigation steps",
          "triage checklist",
          "check first",
          "false positive analysis");

  private static final Set<String> DO =
      Set.of("response and remediation", "what to do", "immediate actions");

  /** Kibana's own insertions: a button that runs a query. */
  private static final Pattern INSERTION = Pattern.compile("!\\{[a-z]+\\{.*?\\}\\}");

  private static final int MOST_ITEMS = 20;
  private static final int LONGEST_ITEM = 1_024;

  private Guide() {}

  static Triage triage(String note) {
    List<String> check = new ArrayList<>();
    List<String> then = new ArrayList<>();
    List<String> target = null;
    Node document = MARKDOWN.parse(INSERTION.matcher(note).replaceAll(""));
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        target = target(textOf(heading), check, then);
      } else if (target != null && !(node instanceof BlockQuote)) {
        addItems(node, target);
      }
    }
    return new Triage(check, then);
  }

  private static List<String> target(String heading, List<String> check, List<String> then) {
    String name =
        heading.toLowerCase(Locale.ROOT).replace("&", "and").replaceAll("[:.\\s]+$", "").strip();
    if (CHECK.contains(name)) {
      return check;
    }
    return DO.contains(name) ? then : null;
  }

  private static void addItems(Node node, List<String> target) {
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(ListItem item) {
            String text = textOf(item.getFirstChild());
            if (!text.isEmpty() && target.size() < MOST_ITEMS) {
              target.add(text);
            }
            visitChildren(item);
          }
        });
  }

  /** The words of a node, without marks, in one line. */
  private static String textOf(Node node) {
    StringBuilder text = new StringBuilder();
    if (node != null) {
      node.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text part) {
              text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
              text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak part) {
              text.append(' ');
            }

            @Override
            public void visit(HardLineBreak part) {
              text.append(' ');
            }
          });
    }
    String line = text.toString().replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_ITEM ? line : line.substring(0, LONGEST_ITEM);
  }
}
