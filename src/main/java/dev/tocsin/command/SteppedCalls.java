package dev.tocsin.command;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.call.ActingRole;
import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.aws.call.AwsCall;
import dev.tocsin.aws.call.AwsCalls;
import dev.tocsin.command.CallSteps.LogsQuery;
import dev.tocsin.command.CallSteps.PinnedApproval;
import dev.tocsin.command.language.Command;
import dev.tocsin.command.language.UnknownRegion;
import io.smallrye.mutiny.Uni;

/** Asks AWS what a command says, in as many steps as it takes. Never fails. */
@ApplicationScoped
class SteppedCalls {

    private final AwsCalls aws;
    private final LogsQueries logs;

    SteppedCalls(AwsCalls aws, LogsQueries logs) {
        this.aws = aws;
        this.logs = logs;
    }

    /**
     * What came of it.
     *
     * @param call what was answered at last
     * @param page where the console shows the same
     */
    record Came(Command.Call call, AwsAnswer answer, Optional<String> page) {

        /** A Region that there is not has no address that could be reached. */
        Came from(String region) {
            return answer instanceof AwsAnswer.Unreached unreached
                    ? UnknownRegion.words(region)
                            .map(words -> new AwsAnswer.Unreached(unreached.words() + " " + words, unreached.mayHaveHappened()))
                            .map(said -> new Came(call, said, page)).orElse(this)
                    : this;
        }
    }

    Uni<Came> ask(Command.Call call, String region, ActingRole role) {
        return inSteps(call, region, role).map(came -> came.from(region));
    }

    private Uni<Came> inSteps(Command.Call call, String region, ActingRole role) {
        CallSteps steps = CallSteps.of(call);
        if (steps instanceof LogsQuery) {
            return logs.ask(call, region, role);
        }
        return (steps instanceof PinnedApproval pinned ? approval(call, pinned, region, role)
                : aws.call(new AwsCall(call.service(), call.operation(), call.parameters(), region), role))
                .map(answer -> new Came(call, answer, Optional.empty()));
    }

    private Uni<AwsAnswer> approval(Command.Call call, PinnedApproval pinned, String region, ActingRole role) {
        ObjectNode parameters = call.parameters().deepCopy();
        ObjectNode asked = parameters.objectNode().set("name", parameters.path("pipelineName"));
        AwsCall state = new AwsCall(call.service(), call.service().operation("get-pipeline-state").orElseThrow(), asked,
                region);
        return aws.call(state, role).chain(answer -> {
            if (!(answer instanceof AwsAnswer.Done done)) {
                return Uni.createFrom().item(answer);
            }
            Optional<String> token = WaitingApprovals.token(done.output(), parameters.path("stageName").asText(),
                    parameters.path("actionName").asText(), pinned.request());
            return token.isEmpty() ? Uni.createFrom().item(WaitingApprovals.NONE)
                    : aws.call(new AwsCall(call.service(), call.operation(), parameters.put("token", token.get()), region),
                            role);
        });
    }
}
