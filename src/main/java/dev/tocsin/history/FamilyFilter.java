package dev.tocsin.history;

import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.notice.Families;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Which families can be asked for: those that this version knows, and those of what is stored, since an older or newer version
 * that read it may know others.
 */
@Singleton
class FamilyFilter {

    static final String IS_STORED = """
            SELECT EXISTS (SELECT FROM understood WHERE words @@ $1::text::tsquery) AS is_stored""";

    private final SurePlans statements;

    FamilyFilter(SurePlans statements) {
        this.statements = statements;
    }

    /** Fails with a {@link ProblemException} that names those that there are, if this is none. */
    Uni<Void> check(Optional<String> family) {
        return family.filter(name -> !Families.KNOWN.contains(name)).map(this::checkStored)
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> checkStored(String name) {
        return statements.query(IS_STORED, Tuple.of(Lexemes.quoted(SearchWords.family(name))))
                .map(rows -> rows.iterator().next().getBoolean("is_stored"))
                .chain(isStored -> isStored ? Uni.createFrom().voidItem() : Uni.createFrom().failure(unknown(name)));
    }

    /** They are too many for the list of errors, which is cut. */
    private static ProblemException unknown(String name) {
        return Problems.invalid("family", "must be one that this version or the history knows", name)
                .adding(". These are known: " + String.join(", ", Families.KNOWN));
    }
}
