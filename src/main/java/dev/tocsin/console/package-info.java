/** The pages for people: what the API shows and changes, in a browser. */
package dev.tocsin.console;
