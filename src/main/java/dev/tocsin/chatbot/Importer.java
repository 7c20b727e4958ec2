package dev.tocsin.chatbot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.tocsin.chatbot.ImportAnswer.Imported;
import dev.tocsin.chatbot.ImportAnswer.Outcome;
import dev.tocsin.configuration.declared.Adoption;
import dev.tocsin.configuration.declared.Adoption.Terms;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Objections;
import dev.tocsin.problem.Problem;
import dev.tocsin.problem.Quoted;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Makes the configurations of a document, one after the other, and says of each what became of it. */
@Singleton
final class Importer {

    private final Adoption adoption;

    Importer(Adoption adoption) {
        this.adoption = adoption;
    }

    Uni<ImportAnswer> take(Document document, boolean dryRun) {
        Missing missing = new Missing();
        Set<String> notes = new LinkedHashSet<>(document.notes());
        return Multi.createFrom().iterable(document.items())
                .onItem()
                .transformToUniAndConcatenate(
                        item -> take(item, dryRun, missing).invoke(imported -> note(item, imported, notes)))
                .collect().asList()
                .map(Importer::withFewErrors)
                .map(items -> new ImportAnswer(dryRun, items, missing.toSupply(), List.copyOf(notes)))
                .invoke(Importer::log);
    }

    /** Each says its first error, and all together a hundred more: the answer is of a size that people can read. */
    private static List<Imported> withFewErrors(List<Imported> items) {
        List<Imported> bounded = new ArrayList<>();
        int left = Objections.MOST;
        for (Imported item : items) {
            Objections few = new Objections(left + 1);
            few.addAll(item.errors());
            bounded.add(item.because(few.listed()));
            left -= Math.min(left, Math.max(0, item.errors().size() - 1));
        }
        return bounded;
    }

    private Uni<Imported> take(Item item, boolean dryRun, Missing missing) {
        if (item instanceof Item.Configured configured) {
            return adoption.take(configured.form().kind(), configured.members(),
                    new Terms(dryRun, configured.disabledBecause()))
                    .map(result -> imported(configured, result, dryRun, missing));
        }
        return Uni.createFrom().item(item instanceof Item.Faulty faulty
                ? faulty(faulty, missing)
                : Imported.of(item.origin(), Outcome.UNSUPPORTED).advised(((Item.Unsupported) item).why()));
    }

    private static Imported imported(Item.Configured item, Adoption.Result result, boolean dryRun, Missing missing) {
        if (result instanceof Adoption.Made) {
            return dryRun ? Imported.of(item.origin(), Outcome.WOULD_CREATE) : there(item, Outcome.CREATED);
        }
        if (result instanceof Adoption.Same) {
            return there(item, Outcome.UNCHANGED);
        }
        if (result instanceof Adoption.Differs other) {
            return differs(item, other.members());
        }
        return result instanceof Adoption.UnknownWorkspace unknown
                ? unauthorized(item, unknown.slackTeamId(), missing)
                : refused(item, ((Adoption.Refused) result).problem(), missing);
    }

    private static void note(Item item, Imported imported, Set<String> notes) {
        boolean isNew = imported.outcome() == Outcome.CREATED || imported.outcome() == Outcome.WOULD_CREATE;
        if (isNew && item instanceof Item.Configured configured) {
            configured.form().note().ifPresent(notes::add);
        }
    }

    private static Imported there(Item.Configured item, Outcome outcome) {
        return Imported.of(item.origin(), outcome).at(item.form().kind().pathOf(item.origin().name()));
    }

    private static Imported differs(Item.Configured item, List<String> members) {
        return members.contains("kind")
                ? Imported.of(item.origin(), Outcome.DIFFERS).differingIn(members)
                        .advised("There is a configuration of another kind by that name, and names are unique. Delete it, or "
                                + "configure this one under another name.")
                : there(item, Outcome.DIFFERS).differingIn(members)
                        .advised("It was left as it is. Change it with PATCH, or in the file that declares it, if AWS "
                                + "Chatbot's is right.");
    }

    private static Imported unauthorized(Item.Configured item, String slackTeamId, Missing missing) {
        missing.workspace(slackTeamId);
        return Imported.of(item.origin(), Outcome.REFUSED)
                .because(List.of(new Invalid("slackTeamId", "is no workspace that authorized Tocsin", slackTeamId)))
                .advised("Authorize the workspace " + slackTeamId
                        + (item.label() == null ? "" : " (" + Quoted.name(item.label()) + ")")
                        + " by a link from POST /api/slack/workspaces/install, or POST its bot token to "
                        + "/api/slack/workspaces; then repeat the import.");
    }

    private static Imported refused(Item.Configured item, Problem problem, Missing missing) {
        Imported refused = Imported.of(item.origin(), Outcome.REFUSED).because(problem.errors());
        String name = item.origin().name();
        Optional<String> urlAdvice = item.form().urlAdvice();
        if (urlAdvice.isPresent() && item.members().webhookUrl() == null && name != null) {
            missing.webhookUrl(name);
            return refused.advised(urlAdvice.get() + " Add \"" + Document.WEBHOOK_URLS + "\": {\"" + name
                    + "\": \"https://...\"} to the document, then repeat the import.");
        }
        return problem.errors().isEmpty() ? refused.advised(problem.detail()) : refused;
    }

    private static Imported faulty(Item.Faulty faulty, Missing missing) {
        missing.parameters(faulty.toSupply());
        Imported refused = Imported.of(faulty.origin(), Outcome.REFUSED).because(faulty.errors());
        return faulty.toSupply().isEmpty()
                ? refused
                : refused.advised("Supply what only the deployed stack knows, then repeat the import; or import what AWS "
                        + "Chatbot's CLI prints, which says it all.");
    }

    private static void log(ImportAnswer answer) {
        Log.infof("import ended dryRun=%s items=%d created=%d", answer.dryRun(), answer.items().size(),
                answer.items().stream().filter(item -> item.outcome() == Outcome.CREATED).count());
    }
}
