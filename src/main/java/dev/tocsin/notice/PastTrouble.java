package dev.tocsin.notice;

import java.util.List;
import java.util.Set;

/** Trouble that a sentence tells of only to say that it is past: "succeeded after 2 errors", "3 failures were fixed". */
final class PastTrouble {

    private static final int LOOK_AHEAD = 5;
    private static final Set<String> MENDED = Set.of("FIXED", "CORRECTED", "REPAIRED", "SOLVED", "REMEDIED", "REMEDIATED",
            "MITIGATED", "ADDRESSED", "RESOLVED", "CLEARED");
    private static final Set<String> AUXILIARIES = Set.of("WAS", "WERE", "BEEN", "IS", "ARE", "GOT", "NOW", "ALL", "BOTH");
    private static final Set<String> NOT_YET = Set.of("NOT", "NEVER", "CANNOT", "BE", "UNTIL", "IF", "WHEN", "TO");
    /** That work has merely ended does not mean that it went well. */
    private static final Set<String> WENT_WELL = Set.of("SUCCEEDED", "SUCCESS", "SUCCESSFUL", "SUCCESSFULLY", "HEALTHY",
            "RESTORED", "RECOVERED");
    private static final Set<String> AND_YET = Set.of("BUT", "HOWEVER", "STILL", "AGAIN", "YET", "WHICH", "THAT");

    private final List<SentenceWords.Word> words;

    PastTrouble(List<SentenceWords.Word> words) {
        this.words = words;
    }

    /** @param i where the word stands that means trouble */
    boolean isAt(int i) {
        return wasMended(i) || isAfterSuccess(i);
    }

    /** "Errors were fixed", "errors have all been corrected"; not "errors were not fixed". */
    private boolean wasMended(int i) {
        boolean auxiliary = false;
        for (int next = i + 1; next < words.size() && next <= i + LOOK_AHEAD && !endsClause(next - 1); next++) {
            String word = words.get(next).upper();
            if (NOT_YET.contains(word)) {
                return false;
            }
            if (auxiliary && MENDED.contains(word)) {
                return true;
            }
            auxiliary |= AUXILIARIES.contains(word);
        }
        return false;
    }

    /** In one sentence, with nothing behind it that takes it back. */
    private boolean isAfterSuccess(int i) {
        for (int before = i - 1; before > 0 && !endsClause(before); before--) {
            if ("AFTER".equals(words.get(before).upper())) {
                return wentWell(before) && words.stream().skip(before).noneMatch(word -> AND_YET.contains(word.upper()));
            }
        }
        return false;
    }

    private boolean wentWell(int end) {
        for (int i = end - 1; i >= 0 && !endsClause(i); i--) {
            if (WENT_WELL.contains(words.get(i).upper())) {
                return i == 0 || !NOT_YET.contains(words.get(i - 1).upper()) && !words.get(i - 1).upper().endsWith("N'T");
            }
        }
        return false;
    }

    private boolean endsClause(int i) {
        return words.get(i).endsClause();
    }
}
