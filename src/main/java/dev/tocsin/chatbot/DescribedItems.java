package dev.tocsin.chatbot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.secret.Secret;

/** Reads what {@code aws chatbot describe-...} prints: a list of items of each form. */
final class DescribedItems {

    private final ItemReaders forms;
    private final Map<String, Secret> webhookUrls;

    /** @param webhookUrls by the names of configurations, since AWS does not tell them */
    DescribedItems(ItemReaders forms, Map<String, Secret> webhookUrls) {
        this.forms = forms;
        this.webhookUrls = webhookUrls;
    }

    List<Item> read(JsonNode document) {
        List<Item> items = new ArrayList<>();
        forms.atTheCli().forEach(form -> read(form, document.path(form.name()), items));
        return items;
    }

    private void read(ItemReader form, JsonNode list, List<Item> items) {
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw new Unreadable(form.name(), "must be a list");
        }
        Document.requireFew(list.size());
        for (int i = 0; i < list.size(); i++) {
            String source = form.name() + "[" + i + "]";
            items.add(form.read(new Fields(list.get(i), source), source, webhookUrls));
        }
    }
}
