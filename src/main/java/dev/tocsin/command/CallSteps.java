package dev.tocsin.command;

import dev.tocsin.command.language.Command;
import dev.tocsin.notice.ApprovalRequest;

/** What AWS is asked for one command: mostly one thing, sometimes several one after the other. */
sealed interface CallSteps {

    /** It is asked what was typed. */
    record Single() implements CallSteps {
    }

    /** A query of logs is started, and then looked after until it has found what there is. */
    record LogsQuery() implements CallSteps {
    }

    /** The token of a request for approval is asked for first; the command only says which request is meant. */
    record PinnedApproval(ApprovalRequest request) implements CallSteps {
    }

    static CallSteps of(Command.Call call) {
        String operation = call.service().name() + " " + call.operation().name();
        if (operation.equals("logs StartQuery") && call.query().isEmpty()) {
            return new LogsQuery();
        }
        return operation.equals("codepipeline PutApprovalResult")
                ? ApprovalRequest.read(call.parameters().path("token").asText()).<CallSteps> map(PinnedApproval::new)
                        .orElseGet(Single::new)
                : new Single();
    }
}
