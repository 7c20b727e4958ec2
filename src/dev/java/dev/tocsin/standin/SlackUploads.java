package dev.tocsin.standin;

/** Where files are sent to, by the URL that was given for each; whoever has it needs no token. */
final class SlackUploads implements Counterpart {

    static final String PATH = "/upload/v1/";

    private final SlackFiles files;

    SlackUploads(SlackFiles files) {
        this.files = files;
    }

    @Override
    public Received.Kind kind() {
        return Received.Kind.SLACK_API;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().startsWith(PATH);
    }

    @Override
    public String room(Inquiry inquiry) {
        return "upload";
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        if (!inquiry.method().equals("POST")) {
            return Answer.text(405, "method_not_allowed");
        }
        if (inquiry.bytes().length() == 0) {
            return Answer.text(400, "no_file_data");
        }
        return files.upload(inquiry.path().substring(PATH.length()), inquiry.bytes())
                ? Answer.text(200, "OK - " + inquiry.bytes().length())
                : Answer.text(404, "file_not_found");
    }
}
