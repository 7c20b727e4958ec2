/** What AWS answered, as people read it: a function of the answer and of the models. */
package dev.tocsin.command.result;
