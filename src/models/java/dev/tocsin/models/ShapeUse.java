package dev.tocsin.models;

/**
 * A shape as something uses it.
 *
 * @param isAsked whether it is part of a request to EC2, where members may have other names than in answers
 * @param isSecret whether it is part of what must not be shown
 * @param isFlat whether its user says that XML has no element around it
 */
record ShapeUse(String name, boolean isAsked, boolean isSecret, boolean isFlat) {

    /** What the table calls it: shapes that differ by their use are several there. */
    String tableName() {
        return name + (isAsked ? ".In" : "") + (isSecret ? ".Secret" : "") + (isFlat ? ".Flat" : "");
    }
}
