package org.evalledger.web;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A figure read back as XML, as an independent reader sees it.
 *
 * @param root its outermost element
 */
record Drawn(Element root) {
  static Drawn of(Markup markup) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var source = new InputSource(new StringReader(markup.html()));
      return new Drawn(factory.newDocumentBuilder().parse(source).getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError("not well-formed: " + markup.html(), e);
    }
  }

  /** All elements, the outermost first. */
  List<Element> all() {
    var found = new ArrayList<Element>();
    found.add(root);
    var nodes = root.getElementsByTagName("*");
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  List<Element> tag(String name) {
    return all().stream().filter(element -> element.getTagName().equals(name)).toList();
  }

  /** Those whose class attribute is exactly this. */
  List<Element> classed(String classes) {
    return all().stream().filter(one -> one.getAttribute("class").equals(classes)).toList();
  }

  Element only(String classes) {
    var found = classed(classes);
    if (found.size() != 1) {
      throw new AssertionError("want one " + classes + ", got " + found.size());
    }
    return found.getFirst();
  }

  List<String> texts() {
    return tag("text").stream().map(Element::getTextContent).toList();
  }

  String title() {
    return tag("title").getFirst().getTextContent();
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute).replace("%", ""));
  }
}
