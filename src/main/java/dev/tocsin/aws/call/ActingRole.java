package dev.tocsin.aws.call;

import java.util.List;
import java.util.Map;

/**
 * As whom AWS is called for a person. What the role may is cut down to what the guardrails allow, and by what nobody may do
 * from a chat; STS does both.
 *
 * @param guardrailPolicyArns managed policies, at most 10; without one the role's own policies alone say what is allowed
 * @param sessionName by which CloudTrail names the person, of 2 to 64 characters {@code [\w+=,.@-]}
 * @param sessionTags say more about the person, where the role's trust lets sessions be tagged
 */
public record ActingRole(String roleArn, List<String> guardrailPolicyArns, String sessionName,
        Map<String, String> sessionTags) {
}
