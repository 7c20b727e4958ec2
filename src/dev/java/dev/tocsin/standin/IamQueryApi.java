package dev.tocsin.standin;

import java.util.UUID;

/** AWS IAM's ListAccountAliases, in the query protocol. */
final class IamQueryApi implements Counterpart {

    private static final String ACTION = "ListAccountAliases";
    private static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

    private final AwsAccounts accounts;

    IamQueryApi(AwsAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Received.Kind kind() {
        return new Received.Kind("IAM");
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().equals("/") && inquiry.isForm()
                && ACTION.equals(Inquiry.parameters(inquiry.body()).get("Action"));
    }

    @Override
    public String room(Inquiry inquiry) {
        return ACTION;
    }

    @Override
    public String faultAddress(Inquiry inquiry) {
        return inquiry.uri() + "#" + ACTION;
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        if (!AwsAccounts.isSignedFor(inquiry, "iam")) {
            return error("MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        if (accounts.isDenied("iam:" + ACTION)) {
            return error("AccessDenied", AwsAccounts.notAllowed("iam:" + ACTION));
        }
        String alias = accounts.alias(AwsAccounts.accountOf(inquiry)).map(name -> "<member>" + name + "</member>").orElse("");
        return Answer.xml(200, """
                <ListAccountAliasesResponse xmlns="%s">
                  <ListAccountAliasesResult>
                    <IsTruncated>false</IsTruncated>
                    <AccountAliases>%s</AccountAliases>
                  </ListAccountAliasesResult>
                  <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
                </ListAccountAliasesResponse>
                """.formatted(NAMESPACE, alias, UUID.randomUUID()));
    }

    private static Answer error(String code, String message) {
        return Answer.xml(403, "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type><Code>" + code
                + "</Code><Message>" + message + "</Message></Error><RequestId>" + UUID.randomUUID()
                + "</RequestId></ErrorResponse>");
    }
}
