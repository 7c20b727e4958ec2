/** What needs a person, and how destinations and topics stand. */
package dev.tocsin.console.overview;
