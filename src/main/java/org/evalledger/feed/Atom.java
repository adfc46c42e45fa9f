package org.evalledger.feed;

import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.record.Timestamp;

/** Writes events as an Atom feed (RFC 4287). */
public final class Atom {
  /** Its media type. */
  public static final String MEDIA_TYPE = "application/atom+xml";

  private final XMLStreamWriter xml;
  private final URI self;
  private final String origin;

  private Atom(XMLStreamWriter xml, URI self, String origin) {
    this.xml = xml;
    this.self = self;
    this.origin = origin;
  }

  /**
   * The document.
   *
   * @param origin the log's name
   * @param self where the feed was asked for; entries link to the same host
   * @param newest the newest first
   */
  public static String write(String origin, URI self, Feed.Newest newest) {
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      new Atom(xml, self, origin).feed(newest.events(), newest.notices());
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return text.toString();
  }

  private void feed(List<FeedEvent> events, List<CaseNotice> notices) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
    element("id", tag(Instant.EPOCH, "feed"));
    element("title", "evalledger: " + origin);
    Instant entered = events.isEmpty() ? Instant.EPOCH : events.getFirst().receivedAt();
    Instant noted = notices.isEmpty() ? Instant.EPOCH : notices.getFirst().notedAt();
    element("updated", Timestamp.write(noted.isAfter(entered) ? noted : entered));
    link("self", self);
    int told = 0;
    for (FeedEvent event : events) {
      while (told < notices.size() && notices.get(told).afterIndex() >= event.index()) {
        notice(notices.get(told++));
      }
      entry(event);
    }
    while (told < notices.size()) {
      notice(notices.get(told++));
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void notice(CaseNotice notice) throws XMLStreamException {
    xml.writeStartElement("entry");
    element("id", tag(notice.notedAt(), "notices/" + notice.notice()));
    element("title", "case " + notice.id() + ": " + notice.change());
    element("updated", Timestamp.write(notice.notedAt()));
    xml.writeStartElement("author");
    element("name", notice.assignee());
    xml.writeEndElement();
    xml.writeEmptyElement("category");
    xml.writeAttribute("term", "case");
    link("alternate", self.resolve("/v1/cases/" + notice.id()));
    element("summary", "Case %s: %s.".formatted(notice.id(), notice.change()));
    xml.writeEndElement();
  }

  private void entry(FeedEvent event) throws XMLStreamException {
    xml.writeStartElement("entry");
    element("id", tag(event.receivedAt(), "entries/" + event.index()));
    element("title", title(event));
    element("updated", Timestamp.write(event.receivedAt()));
    xml.writeStartElement("author");
    element("name", event.submitter());
    xml.writeEndElement();
    xml.writeEmptyElement("category");
    xml.writeAttribute("term", event.event());
    link("alternate", self.resolve("/v1/entries/" + event.index()));
    element("summary", summary(event));
    xml.writeEndElement();
  }

  private static String title(FeedEvent event) {
    String about = event.model() == null ? "" : " of " + event.model();
    return "%s%s by %s".formatted(event.type(), about, event.submitter());
  }

  private static String summary(FeedEvent event) {
    String cases = cases(event);
    if (event.verdict() == null) {
      return "Entry %d: %s.%s".formatted(event.index(), event.type(), cases);
    }
    String suspicion =
        event.suspicion() == null
            ? "nothing to compare with"
            : "suspicion " + event.suspicion().toPlainString();
    return "Entry %d: %s with %d results, %s, %s.%s"
        .formatted(
            event.index(), event.relation(), event.results(), event.verdict(), suspicion, cases);
  }

  private static String cases(FeedEvent event) {
    var text = new StringBuilder();
    if (event.json().get("cases") instanceof JsonArray(var all)) {
      for (Json one : all) {
        if (one instanceof JsonObject told) {
          text.append(
              " Case %s: %s, now %s."
                  .formatted(word(told, "case"), word(told, "change"), word(told, "state")));
        }
      }
    }
    return text.toString();
  }

  private static String word(JsonObject told, String member) {
    return told.get(member) instanceof JsonString(var text) ? text : "unknown";
  }

  /** A tag URI (RFC 4151): the same for ever, wherever the feed is served. */
  private String tag(Instant since, String specific) {
    String authority = origin.replaceFirst("/.*", "");
    return "tag:%s,%d:%s/%s"
        .formatted(authority, since.atOffset(ZoneOffset.UTC).getYear(), origin, specific);
  }

  private void element(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private void link(String relation, URI target) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", target.toString());
  }
}
