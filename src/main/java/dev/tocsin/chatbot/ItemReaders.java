package dev.tocsin.chatbot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.AwsForm;
import dev.tocsin.configuration.AwsForm.Place;
import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.configuration.ConfigurationKinds;
import dev.tocsin.problem.StrictJson;

/** All forms in which AWS Chatbot says configurations of the kinds that we have. */
@Singleton
final class ItemReaders {

    private final List<ItemReader> all = new ArrayList<>();

    ItemReaders(ConfigurationKinds kinds, StrictJson json) {
        for (ConfigurationKind<?, ?> kind : kinds.all()) {
            for (AwsForm form : kind.awsForms()) {
                all.add(new ItemReader(kind, form, json));
            }
        }
    }

    List<ItemReader> atTheCli() {
        return all.stream().filter(form -> form.place() == Place.CLI).toList();
    }

    /** Of a resource, by its type without {@code AWS::Chatbot::}. */
    Optional<ItemReader> inTemplates(String type) {
        return all.stream().filter(form -> form.place() == Place.TEMPLATE && form.name().equals(type)).findFirst();
    }

    /** The names of kinds whose webhook URLs AWS does not tell. */
    Set<String> withoutUrls() {
        return all.stream().filter(form -> form.urlAdvice().isPresent()).map(form -> form.kind().name())
                .collect(Collectors.toSet());
    }
}
