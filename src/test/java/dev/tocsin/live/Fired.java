package dev.tocsin.live;

import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;

/** Notes what people have done, in place of those who hear of it. */
record Fired(Collection<UUID> postings) implements Event<PersonActed> {

    @Override
    public void fire(PersonActed acted) {
        postings.add(acted.posting());
    }

    @Override
    public <U extends PersonActed> CompletionStage<U> fireAsync(U acted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends PersonActed> CompletionStage<U> fireAsync(U acted, NotificationOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Event<PersonActed> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends PersonActed> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends PersonActed> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
