package dev.tocsin.aws.call;

/** A parameter that no request can be made of. Its words name the parameter, and never the value. */
final class BadParameter extends RuntimeException {

    BadParameter(String path, String says) {
        super((path.isEmpty() ? "The request" : path) + " " + says, null, false, false);
    }

    static String in(String path, String member) {
        return path.isEmpty() ? member : path + "." + member;
    }
}
