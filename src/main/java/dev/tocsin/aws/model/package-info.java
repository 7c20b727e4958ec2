/** What services AWS has, what can be asked of them, and what each answers, as AWS's own models say. */
package dev.tocsin.aws.model;
