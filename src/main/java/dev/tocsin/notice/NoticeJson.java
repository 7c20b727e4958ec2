package dev.tocsin.notice;

import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A notice as JSON, for the API and for comparing. Absent members are left out. A text has one member that says its kind:
 * {@code plain}, {@code markdown}, {@code preformatted}, {@code bullets} or {@code tags}; a fact has a {@code label} and one
 * of {@code value}, {@code moment} (ISO 8601) and {@code link}. Periods are ISO 8601 durations.
 */
public final class NoticeJson {

    private NoticeJson() {
    }

    public static ObjectNode of(Notice notice) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("family", notice.family()).put("severity", notice.severity().name()).put("title", notice.title());
        notice.titleLink().ifPresent(url -> json.put("titleLink", url));
        notice.region().ifPresent(region -> json.put("region", region));
        notice.account().ifPresent(account -> json.put("account", account));
        notice.occurredAt().ifPresent(moment -> json.put("occurredAt", moment.toString()));
        notice.resource().ifPresent(resource -> json.put("resource", resource));
        notice.correlationKey().ifPresent(key -> json.put("correlationKey", key));
        ArrayNode texts = json.putArray("texts");
        notice.texts().forEach(text -> texts.add(text(text)));
        ArrayNode facts = json.putArray("facts");
        notice.facts().forEach(fact -> facts.add(fact(fact)));
        ArrayNode links = json.putArray("links");
        notice.links().forEach(link -> links.add(link(link)));
        notice.image().ifPresent(url -> json.put("image", url));
        notice.footer().ifPresent(footer -> json.put("footer", footer));
        notice.slackPayload().ifPresent(payload -> json.set("slackPayload", payload));
        notice.standing().ifPresent(standing -> json.putObject("standing").put("state", standing.state())
                .put("phase", standing.phase().name()).put("endsByItself", standing.endsByItself()));
        notice.measurement().ifPresent(measurement -> json.set("measurement", measurement(measurement)));
        return json;
    }

    private static ObjectNode measurement(Measurement measurement) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("breach", measurement.breach().name());
        measurement.threshold().ifPresent(threshold -> json.put("threshold", threshold));
        measurement.bandId().ifPresent(id -> json.put("bandId", id));
        json.put("period", measurement.period().toString()).put("evaluationPeriods", measurement.evaluationPeriods());
        ArrayNode queries = json.putArray("queries");
        measurement.queries().forEach(query -> queries.add(query(query)));
        ArrayNode points = json.putArray("points");
        measurement.points().forEach(point -> points.addObject().put("at", point.at().toString()).put("value", point.value()));
        return json;
    }

    private static ObjectNode query(Measurement.Query query) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", query.id());
        query.label().ifPresent(label -> json.put("label", label));
        query.expression().ifPresent(expression -> json.put("expression", expression));
        query.metric().ifPresent(metric -> {
            json.put("namespace", metric.namespace()).put("metric", metric.name()).put("statistic", metric.statistic());
            ObjectNode dimensions = json.putObject("dimensions");
            new TreeMap<>(metric.dimensions()).forEach(dimensions::put);
            json.put("metricPeriod", metric.period().toString());
            metric.unit().ifPresent(unit -> json.put("unit", unit));
        });
        query.period().ifPresent(period -> json.put("period", period.toString()));
        query.account().ifPresent(account -> json.put("account", account));
        return json.put("isReturned", query.isReturned());
    }

    private static ObjectNode text(Text text) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (text instanceof Text.Plain plain) {
            return json.put("plain", plain.words());
        }
        if (text instanceof Text.ClientMarkdown markdown) {
            return json.put("markdown", markdown.markdown());
        }
        if (text instanceof Text.Preformatted preformatted) {
            json.put("preformatted", preformatted.content());
            return preformatted.missing() > 0 ? json.put("missing", preformatted.missing()) : json;
        }
        if (text instanceof Text.Bullets bullets) {
            ArrayNode items = json.putArray("bullets");
            bullets.items().forEach(item -> items.add(text(item)));
        } else if (text instanceof Text.Tags tags) {
            ArrayNode items = json.putArray("tags");
            tags.tags().forEach(items::add);
        }
        return json;
    }

    private static ObjectNode fact(Fact fact) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("label", fact.label());
        if (fact.value() instanceof Fact.Words words) {
            return json.put("value", words.words());
        }
        if (fact.value() instanceof Fact.Moment moment) {
            return json.put("moment", moment.instant().toString());
        }
        return json.set("link", link((Link) fact.value()));
    }

    private static ObjectNode link(Link link) {
        return JsonNodeFactory.instance.objectNode().put("label", link.label()).put("url", link.url());
    }
}
