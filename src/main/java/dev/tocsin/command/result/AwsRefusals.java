package dev.tocsin.command.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.model.CliNames;
import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.ShownResult.Fields;
import dev.tocsin.command.result.ShownResult.Fields.Field;
import dev.tocsin.command.result.ShownResult.Words;
import dev.tocsin.notice.SecretFree;

/** What is said where AWS did not do what was asked: why, and what helps. */
final class AwsRefusals {

    private static final int LONGEST_MESSAGE = 1_500;
    private static final long MEBIBYTE = 1024L * 1024;

    /** How codes begin, in small letters, that tell of whom AWS knows Tocsin as, and of nothing that was typed. */
    private static final List<String> CREDENTIALS = List.of("invalidclienttokenid", "unrecognizedclient", "expiredtoken",
            "invalidaccesskeyid", "missingauthenticationtoken", "incompletesignature");
    private static final Set<String> CLOCK = Set.of("requestexpired", "requesttimetooskewed", "signaturedoesnotmatch",
            "invalidsignatureexception");
    private static final String IN_PLACE_OF_AWS = "tocsin.commands.aws.endpoint-override is set: what is called in place of "
            + "AWS may lack this operation.";

    private AwsRefusals() {
    }

    static ShownResult of(Command.Call call, AwsAnswer answer) {
        if (answer instanceof AwsAnswer.Refused refused) {
            return refused(call, refused);
        }
        if (answer instanceof AwsAnswer.Failed failed) {
            return failed(call, failed);
        }
        if (answer instanceof AwsAnswer.Forbidden forbidden) {
            return new Words(
                    forbidden.action() + " is not allowed from a chat, whoever asks: it gives access to what is secret, or"
                            + " to more than a chat should. AWS was not asked. Use AWS's console or command line.");
        }
        if (answer instanceof AwsAnswer.NotAssumed notAssumed) {
            return new Words(SecretFree.text(notAssumed.words()));
        }
        if (answer instanceof AwsAnswer.TooLong tooLong && call.operation().effect() == Effect.CHANGES) {
            return new Words("AWS did it. Its answer is longer than " + size(tooLong.limitBytes()) + ", which is more than is "
                    + "shown: look at what came of it, and do not run it again for the answer.");
        }
        if (answer instanceof AwsAnswer.TooLong tooLong) {
            return new Words("The answer is longer than " + size(tooLong.limitBytes()) + ", which is more than is read. "
                    + "--query does not help, since it works on the whole answer: ask AWS for less" + less(call) + ".");
        }
        if (answer instanceof AwsAnswer.Unreached unreached) {
            boolean changed = unreached.mayHaveHappened() && call.operation().effect() == Effect.CHANGES;
            return new Words(SecretFree.text(unreached.words())
                    + (changed ? " AWS may have done it all the same: look before you run it again." : ""));
        }
        return new Words("There is nothing to show.");
    }

    private static Fields refused(Command.Call call, AwsAnswer.Refused refused) {
        List<Field> fields = new ArrayList<>();
        String message = clean(refused.message());
        fields.add(message(message, refused.status()));
        refused.missingAction().ifPresent(action -> fields.add(new Field("Missing permission", action)));
        advice(call, refused, message).ifPresent(advice -> fields.add(new Field("What to do", advice)));
        return new Fields("AWS refused it: " + refused.code(), fields);
    }

    private static Fields failed(Command.Call call, AwsAnswer.Failed failed) {
        String status = String.valueOf(failed.status());
        String advice = failed.mayHaveHappened() && call.operation().effect() == Effect.CHANGES
                ? "AWS may have done it all the same: look before you run it again."
                : "Try it again in a moment: this is no fault of the command, and mostly passes.";
        return new Fields("AWS failed: " + failed.code() + (failed.code().equals(status) ? "" : " (" + status + ")"),
                List.of(message(clean(failed.message()), failed.status()), new Field("What to do", advice
                        + (failed.isInPlaceOfAws() ? " " + IN_PLACE_OF_AWS : ""))));
    }

    private static String clean(String message) {
        return SecretFree.text(message == null ? "" : message).strip();
    }

    private static Field message(String clean, int status) {
        return new Field("Message", clean.isEmpty() ? "AWS gives no reason (status " + status + ")."
                : clean.length() > LONGEST_MESSAGE ? clean.substring(0, LONGEST_MESSAGE) + "\u2026" : clean);
    }

    private static Optional<String> advice(Command.Call call, AwsAnswer.Refused refused, String message) {
        String code = refused.code().toLowerCase(Locale.ROOT);
        if (refused.isThrottled()) {
            return Optional.of("AWS has too many requests of this account just now. Try it again in a moment.");
        }
        if (CLOCK.contains(code)) {
            return Optional
                    .of("This is no fault of the command. Whoever looks after Tocsin: AWS does not take how Tocsin signs. "
                            + "Mostly the clock of its machine is wrong, otherwise the secret of its credentials.");
        }
        if (isOfCredentials(code, message)) {
            return Optional.of("This is no fault of the command. Whoever looks after Tocsin: AWS does not take the credentials "
                    + "that Tocsin has; they may be wrong, deleted or expired. A Region that the account has not enabled says "
                    + "the same.");
        }
        if (code.contains("accessdenied") || code.contains("unauthorized") || code.contains("notauthorized")
                || refused.missingAction().isPresent()) {
            return Optional.of(denied(call, refused, message));
        }
        if (code.contains("notfound") || code.startsWith("nosuch") || code.contains("doesnotexist")) {
            return Optional.of("Look at the name, and at the account and the Region that were asked: --region says which.");
        }
        if (code.contains("validation") || code.contains("invalid") || code.contains("missing") || code.contains("malformed")) {
            return Optional.of("Look at the options: " + call.name() + " help");
        }
        return code.contains("optinrequired") || code.contains("subscriptionrequired")
                ? Optional.of("The account does not use this service in this Region.")
                : Optional.empty();
    }

    /** EC2 says AuthFailure also of images that belong to others. */
    private static boolean isOfCredentials(String code, String message) {
        return CREDENTIALS.stream().anyMatch(code::startsWith)
                || code.equals("authfailure") && message.toLowerCase(Locale.ROOT).contains("credentials");
    }

    private static String denied(Command.Call call, AwsAnswer.Refused refused, String message) {
        String action = refused.missingAction().or(() -> call.operation().iamActions().stream().findFirst())
                .orElse("the action");
        if (message.contains("explicit deny in a session policy")) {
            return action + " is never allowed from a chat. Use AWS's console or command line.";
        }
        if (message.contains("no session policy allows")) {
            return "The role may do it, but the guardrail policies of this configuration do not allow " + action + ".";
        }
        if (message.contains("explicit deny")) {
            return "A policy denies " + action + " explicitly: allowing it elsewhere does not help.";
        }
        return "Allow " + action
                + " in the policies of the role that commands run as, and in the guardrail policies if there are any.";
    }

    private static String less(Command.Call call) {
        Optional<String> limit = call.operation().paging().flatMap(OperationModel.Paging::limit).map(CliNames::of);
        return limit.map(option -> ", for instance by --" + option + " 20").orElse(", by its options that choose or filter");
    }

    private static String size(long bytes) {
        return bytes >= MEBIBYTE ? bytes / MEBIBYTE + " MiB" : bytes / 1024 + " KiB";
    }
}
