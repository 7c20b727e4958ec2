package dev.tocsin.access;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.tocsin.access.FormTokens.Verdict;
import dev.tocsin.access.SameOrigin.Sender;
import dev.tocsin.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses changes that no page of ours sent: other sites can make a browser send requests too (CSRF). Between the permission
 * and whatever carries the change out, so that there is no way round it.
 */
@Singleton
final class FormGuard {

    /** After authentication and authorization (200, 100). */
    private static final int PRIORITY = 60;

    private final FormTokens forms;
    private final SameOrigin sameOrigin;
    private final Visitors visitors;

    FormGuard(FormTokens forms, SameOrigin sameOrigin, Visitors visitors) {
        this.forms = forms;
        this.sameOrigin = sameOrigin;
        this.visitors = visitors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        if (!ConsolePaths.lead(request) || ConsoleRequest.isReading(request.request())) {
            request.next();
            return;
        }
        Sender sender = sameOrigin.senderOf(request.request());
        if (sender == Sender.FOREIGN) {
            refuse(request, "It was sent by a page of another site, and not by one of this console.");
        } else if (request.normalizedPath().equals(ConsolePaths.LOGIN)) {
            // Logins checks the form's own member, since a form has no headers.
            request.next();
        } else {
            check(request, visitors.of(request), sender);
        }
    }

    /** A token of nobody's is good for the login alone. */
    private void check(RoutingContext request, Visitor visitor, Sender sender) {
        Verdict verdict = visitor.isNobody() ? Verdict.FORGED : forms.check(request, visitor);
        if (verdict == Verdict.GOOD) {
            request.next();
        } else if (verdict == Verdict.NO_KEY) {
            send(ConsoleAnswer.problem(request, noKey()));
        } else if (verdict == Verdict.STALE && sender == Sender.OURS
                && ConsoleRequest.of(request.request()) == ConsoleRequest.FRAGMENT) {
            request.response().putHeader(FormTokens.HEADER, forms.issue(visitor));
            send(ConsoleAnswer.fragment(request, 403, "problem out-of-date",
                    "This page is out of date, so nothing was changed. Press the button again; nothing that you typed is lost."));
        } else {
            refuse(request, "The header " + FormTokens.HEADER + " is missing or not what a page of this console gave you. "
                    + "Load the page again; programs use /api.");
        }
    }

    static Problem noKey() {
        return Problem.of("unavailable", 503, "Unavailable", "The console takes no changes because tocsin.secrets.key is not "
                + "set. Make a key with: openssl rand -base64 32");
    }

    private static void refuse(RoutingContext request, String why) {
        send(ConsoleAnswer.problem(request, Problem.of("forbidden", 403, "Forbidden", "Nothing was changed. " + why)));
    }

    private static void send(Uni<Boolean> answer) {
        answer.subscribe().with(sent -> {
        }, gone -> {
        });
    }
}
