package dev.tocsin.configuration;

import java.util.List;

/**
 * A form in which AWS Chatbot says configurations of a kind, for those who move from there: the members of its own and which
 * of ours each becomes. What all forms have in common, such as the topics, need not be said.
 *
 * @param place {@link Place#CLI}: the list in what {@code aws chatbot describe-...} prints; {@link Place#TEMPLATE}: the
 *        resource's type in CloudFormation, without {@code AWS::Chatbot::}
 * @param members in any order
 * @param label the member of AWS's that says what the workspace is called; null if there is none
 * @param urlAdvice why AWS tells no webhook URL, as a sentence; null if the kind needs none
 * @param note what people should know of those that are made of it, as a sentence; null if there is nothing
 */
public record AwsForm(Place place, String name, List<AwsMember> members, String label, String urlAdvice, String note) {

    public AwsForm {
        members = List.copyOf(members);
    }

    /** Where AWS says it. */
    public enum Place {
        CLI,
        TEMPLATE
    }

    /** What a member of AWS's is made of. */
    public enum Type {
        TEXT,
        TEXTS,
        TRUTH,
        SECRET,
        /** Nothing of ours is like it; the import says that it was left out. */
        LEFT_OUT
    }

    /**
     * @param ours the member of our request
     * @param theirs the member of AWS's
     */
    public record AwsMember(String ours, String theirs, Type type) {

        public static AwsMember text(String ours, String theirs) {
            return new AwsMember(ours, theirs, Type.TEXT);
        }

        public static AwsMember texts(String ours, String theirs) {
            return new AwsMember(ours, theirs, Type.TEXTS);
        }

        public static AwsMember truth(String ours, String theirs) {
            return new AwsMember(ours, theirs, Type.TRUTH);
        }

        public static AwsMember secret(String ours, String theirs) {
            return new AwsMember(ours, theirs, Type.SECRET);
        }

        public static AwsMember leftOut(String theirs) {
            return new AwsMember(null, theirs, Type.LEFT_OUT);
        }
    }
}
