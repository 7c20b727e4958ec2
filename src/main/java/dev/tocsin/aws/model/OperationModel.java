package dev.tocsin.aws.model;

import java.util.List;
import java.util.Optional;

/**
 * Something that a service can be asked to do.
 *
 * @param name as the API has it, for instance {@code DescribeAlarms}
 * @param cliName as AWS's command line has it, for instance {@code describe-alarms}
 * @param summary one sentence; may be empty
 * @param method of HTTP
 * @param uri with {@code {Member}} where members of the request stand, as in {@code /2015-03-31/functions/{FunctionName}}
 * @param input the name of its structure; empty if nothing is asked
 * @param output the name of its structure; empty if nothing is answered
 * @param resultWrapper the element of the answer in which the query protocol has the result
 * @param effect whether it only reads
 * @param iamActions what IAM has to allow, for instance {@code cloudwatch:DescribeAlarms}, the main one first
 * @param paging how further pages are asked for, if it has pages
 * @param hostPrefix what its host has before the service's own, for instance {@code sync-}; mostly empty
 */
public record OperationModel(String name, String cliName, String summary, String method, String uri, Optional<String> input,
        Optional<String> output, Optional<String> resultWrapper, Effect effect, List<String> iamActions,
        Optional<Paging> paging, String hostPrefix) {

    public OperationModel(String name, String cliName, String summary, String method, String uri, Optional<String> input,
            Optional<String> output, Optional<String> resultWrapper, Effect effect, List<String> iamActions,
            Optional<Paging> paging) {
        this(name, cliName, summary, method, uri, input, output, resultWrapper, effect, iamActions, paging, "");
    }

    /**
     * @param inputToken the member of the request that says where to go on; several with commas between them
     * @param outputToken where the answer says it, in JMESPath, for instance {@code Marker.Next}; as many as there are members
     * @param limit the member of the request that says how many; empty if there is none
     * @param results the member of the answer that has what is paged; may be a path; empty if it is not said
     * @param more where the answer says whether there is more, in JMESPath; empty if a token that is there says so
     */
    public record Paging(String inputToken, String outputToken, Optional<String> limit, Optional<String> results,
            Optional<String> more) {

        public Paging(String inputToken, String outputToken, Optional<String> limit, Optional<String> results) {
            this(inputToken, outputToken, limit, results, Optional.empty());
        }
    }
}
